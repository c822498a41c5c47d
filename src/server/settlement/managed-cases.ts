import { decisionsFor, type DecisionKind } from '#domain/casework.ts'
import type { CaseList, ManagedCase } from '#protocol/manage/cases.ts'
import type { Programme } from '#domain/programme.ts'
import type { Installation } from '../installation.ts'
import { listActs } from '../passes/list-acts.ts'
import type { Queries } from '../database/database.ts'
import { historiesOf } from './case-history.ts'
import { sidesOf } from './case-sides.ts'
import { linesOfEntries, type ManagedLine } from './line-of-entry.ts'

const page = 50

/**
 * Cases of acts that wait for a person, newest first, each with both sides. A page
 * begins behind a case: `before` comes from an earlier answer.
 */
export async function listOpenCases(
  installation: Installation,
  programme: Programme,
  before?: string,
): Promise<CaseList> {
  const { database } = installation
  const found = await openCasesBefore(database, programme.number, before)
  const rows = found.slice(0, page)
  const last = rows.at(-1)
  const next = found.length > page && last ? `${last.opened_at}.${last.entry}.${last.kind}` : null
  return { cases: await tellCases(installation, programme, rows), next }
}

/** One more than a page, to know whether there is another. What is kept outside the journal is told with the held entries, not twice. */
async function openCasesBefore(
  queries: Queries,
  programme: number,
  before: string | undefined,
): Promise<readonly CaseRow[]> {
  const [, openedAt, entry, kind] = /^(\d{1,15})\.([0-9a-f-]{36})\.([a-z]+)$/.exec(before ?? '') ?? []
  return queries.query<CaseRow>(
    `SELECT c.entry, c.kind, c.batch, c.pass, c.opened_at FROM cases c
     WHERE c.programme = $1 AND c.closed_at IS NULL
       AND EXISTS (SELECT 1 FROM entries e WHERE e.programme = c.programme AND e.entry = c.entry)
       AND ($2::bigint IS NULL OR c.opened_at < $2 OR (c.opened_at = $2 AND (c.entry, c.kind) > ($3, $4)))
     ORDER BY c.opened_at DESC, c.entry, c.kind LIMIT ${page + 1}`,
    [programme, openedAt ? Number(openedAt) : null, entry ?? null, kind ?? null],
  )
}

async function tellCases(
  installation: Installation,
  programme: Programme,
  rows: readonly CaseRow[],
): Promise<ManagedCase[]> {
  const { database } = installation
  const entries = rows.map(({ entry }) => entry)
  const { acts } = await listActs(database, programme.number, { entries }, page)
  const actById = new Map(acts.map((act) => [act.entry, act]))
  const lines = await linesOfEntries(database, programme.number, entries)
  const histories = await historiesOf(database, programme.number, entries)
  const cases: ManagedCase[] = []
  for (const { entry, kind, batch, pass, opened_at: openedAt } of rows) {
    const act = actById.get(entry)
    if (!act) throw new Error(`the case of ${entry} has no act`)
    cases.push({
      ...{ entry, kind, batch, pass, openedAt },
      reason: act.outcome?.reason ?? '',
      decisions: [...decisionsOf(lines.get(entry))],
      history: [...(histories.get(entry) ?? [])],
      ...(await sidesOf(installation, programme, act)),
      cents: (act.outcome?.honouredUnits ?? 0) * programme.unitCents,
    })
  }
  return cases
}

function decisionsOf(line: ManagedLine | undefined): readonly DecisionKind[] {
  return line ? decisionsFor(line) : []
}

export async function countOpenCases(queries: Queries, programme: number): Promise<number> {
  const [row] = await queries.query<{ open: number }>(
    'SELECT count(*) AS open FROM cases WHERE programme = $1 AND closed_at IS NULL',
    [programme],
  )
  return row?.open ?? 0
}

type CaseRow = {
  readonly entry: string
  readonly kind: ManagedCase['kind']
  readonly batch: number | null
  readonly pass: number | null
  readonly opened_at: number
}
