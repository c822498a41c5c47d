import { decisionsFor, type DecisionKind } from '#domain/casework.ts'
import type { ManagedAct } from '#protocol/manage/acts.ts'
import type { CaseList, CaseSide, ManagedCase } from '#protocol/manage/cases.ts'
import type { Programme } from '#domain/programme.ts'
import { findStructure } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { listActs } from '../passes/list-acts.ts'
import { knowledgeAtHead } from '../publishing/knowledge-at-head.ts'
import type { Queries } from '../database/database.ts'
import { historiesOf } from './case-history.ts'
import { linesOfEntries, type ManagedLine } from './line-of-entry.ts'

const page = 50

/**
 * Cases of acts that wait for a person, newest first, each with both sides: what every device knew when it acted. A page
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
    const others = await actsUnknownTo(database, programme.number, act)
    cases.push({
      ...{ entry, kind, batch, pass, openedAt },
      reason: act.outcome?.reason ?? '',
      decisions: [...decisionsOf(lines.get(entry))],
      history: [...(histories.get(entry) ?? [])],
      side: await sideOf(installation, programme, act),
      others: await Promise.all(others.map((other) => sideOf(installation, programme, other))),
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

const mostOthers = 5

/** Acts of the same pass (for a cheque, the same cheque) that the lists behind the cited head did not show yet. */
async function actsUnknownTo(queries: Queries, programme: number, act: ManagedAct) {
  if (act.batch === null || act.pass === null) return []
  const rows = await queries.query<{ entry: string }>(
    `SELECT e.entry FROM entries e
     WHERE e.programme = $1 AND e.batch = $2 AND e.pass = $3 AND e.kind = $4 AND e.entry <> $5
       AND ($6 = 0 OR e.cheque = $6) AND e.device <> $8
       AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                       AND (o.first_head <= $7 OR o.type = 'voided'))
     ORDER BY e.pass_order LIMIT ${mostOthers}`,
    [programme, act.batch, act.pass, act.kind, act.entry, act.cheque, act.head, act.device],
  )
  const entries = rows.map(({ entry }) => entry)
  return entries.length === 0 ? [] : (await listActs(queries, programme, { entries }, mostOthers)).acts
}

async function sideOf(installation: Installation, programme: Programme, act: ManagedAct): Promise<CaseSide> {
  if (act.batch === null || act.pass === null) return { act, headIssuedAt: null, knew: null }
  const structure = await findStructure(installation.database, act.structure)
  const knowledge = await knowledgeAtHead(installation, programme.number, act.head)
  // What was on a lost head, nobody can tell.
  if (knowledge.lost) return { act, headIssuedAt: null, knew: null }
  const code = { batch: act.batch, pass: act.pass, cheque: act.cheque }
  const known = structure && knowledge.of(code, structure)
  if (!known?.pass || !known.batch) return { act, headIssuedAt: known?.head?.issuedAt ?? null, knew: null }
  const { state, used, cheques } = known.pass
  return {
    act,
    headIssuedAt: known.head?.issuedAt ?? null,
    knew: { state, used, units: known.batch.units, chequeUsed: cheques.has(act.cheque) },
  }
}

type CaseRow = {
  readonly entry: string
  readonly kind: ManagedCase['kind']
  readonly batch: number | null
  readonly pass: number | null
  readonly opened_at: number
}
