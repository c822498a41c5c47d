import { standingOf, type CaseLine } from '#domain/casework.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import type { Case } from '../ledger/cases.ts'
import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'
import { caseActsOf } from '../ledger/claims-of-family.ts'
import { lockFamilies } from '../ledger/families.ts'

type CaseKind = Case['kind']

/** An act as a person finds it when they decide of it. */
export type ManagedLine = CaseLine & {
  readonly entry: string
  readonly device: string
  readonly batch: number | null
  readonly pass: number | null
  /** The number of its latest outcome. */
  readonly number: number
  /** Of the last case that was opened over it; null when none was. */
  readonly caseKind: CaseKind | null
}

/** Reads a line with its pass locked, and changes it in the same transaction. */
export async function changeLine<Answer>(
  installation: Installation,
  programme: number,
  entry: string,
  change: (queries: Queries, line: ManagedLine | undefined) => Promise<Answer>,
): Promise<Answer> {
  return installation.database.transaction(async (queries) => {
    const [where] = await queries.query<{ batch: number | null; pass: number | null }>(
      'SELECT batch, pass FROM entries WHERE programme = $1 AND entry = $2',
      [programme, entry],
    )
    if (where && where.batch !== null && where.pass !== null) {
      await lockFamilies(queries, programme, [{ batch: where.batch, pass: where.pass }])
    }
    return change(queries, (await linesOfEntries(queries, programme, [entry])).get(entry))
  })
}

export async function linesOfEntries(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<ReadonlyMap<string, ManagedLine>> {
  if (entries.length === 0) return new Map()
  const rows = await queries.query<LineRow>(linesSql, [programme, entries])
  const acts = await caseActsOf(queries, programme, rows)
  return new Map(
    rows.map((row) => {
      const { entry, device, batch, pass, number, type, uncontested, stated } = row
      const { ruling, contested } = standingOf(acts.get(entry) ?? [])
      const line: ManagedLine = {
        ...{ entry, device, batch, pass, number, type, stated },
        isRedemption: row.kind === 'redemption',
        payable: batch !== null && row.training === false,
        uncontested: uncontested ?? type,
        contested: contested !== 'no',
        decided: ruling !== 'none' && !row.undone,
        caseKind: row.case_kind,
        caseIsOpen: row.case_is_open,
      }
      return [entry, line]
    }),
  )
}

const linesSql = `
  SELECT e.entry, e.device, e.kind, e.batch, e.pass, b.training, o.number, o.type,
    (SELECT u.type FROM outcomes u WHERE u.programme = e.programme AND u.entry = e.entry AND u.type <> 'held'
     ORDER BY u.number DESC LIMIT 1) AS uncontested,
    coalesce((SELECT sum(l.cents) <> 0 FROM statement_lines l
              WHERE l.programme = e.programme AND l.entry = e.entry), false) AS stated,
    EXISTS (SELECT 1 FROM cases c WHERE c.programme = e.programme AND c.entry = e.entry AND c.closed_at IS NULL)
      AS case_is_open,
    (SELECT c.kind FROM cases c WHERE c.programme = e.programme AND c.entry = e.entry
     ORDER BY c.closed_at IS NULL DESC, c.opened_at DESC LIMIT 1) AS case_kind,
    EXISTS (SELECT 1 FROM entries u WHERE u.programme = e.programme AND u.target = e.entry AND u.kind = 'void'
            AND u.conformance = 'conformant') AS undone
  FROM entries e
  LEFT JOIN batches b ON b.programme = e.programme AND b.batch = e.batch
  JOIN LATERAL (SELECT number, type FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                ORDER BY number DESC LIMIT 1) o ON true
  WHERE e.programme = $1 AND e.entry = ANY($2::text[])`

type LineRow = {
  readonly entry: string
  readonly device: string
  readonly kind: string
  readonly batch: number | null
  readonly pass: number | null
  readonly training: boolean | null
  readonly number: number
  readonly type: OutcomeType
  readonly uncontested: OutcomeType | null
  readonly stated: boolean
  readonly case_is_open: boolean
  readonly case_kind: CaseKind | null
  /** By its own device. */
  readonly undone: boolean
}
