import type { Contester, DecisionKind } from '#domain/casework.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import type { CaseHistory } from '#protocol/manage/cases.ts'
import type { Queries } from '../database/database.ts'

/** All outcomes of these acts and all that people said of them, each act's in the order of time. */
export async function historiesOf(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<ReadonlyMap<string, CaseHistory>> {
  const outcomes = await queries.query<OutcomeRow>(
    `SELECT entry, decided_at AS at, type, reason, covered_units AS "coveredUnits", honoured_units AS "honouredUnits"
     FROM outcomes WHERE programme = $1 AND entry = ANY($2::text[]) ORDER BY number`,
    [programme, entries],
  )
  const decisions = await queries.query<DecisionRow>(
    `SELECT c.entry, c.at, c.kind, c.by_whom AS by, d.name AS "deviceName", c.why AS words
     FROM decisions c JOIN devices d ON d.device = c.device
     WHERE c.programme = $1 AND c.entry = ANY($2::text[]) ORDER BY c.turn`,
    [programme, entries],
  )
  const histories = new Map<string, CaseHistory>()
  const add = (entry: string, item: CaseHistory[number]) =>
    histories.set(entry, [...(histories.get(entry) ?? []), item])
  for (const row of decisions) add(row.entry, saidOf(row))
  for (const { entry, ...outcome } of outcomes) add(entry, { what: 'outcome', ...outcome })
  // A decision stands before the outcome that it made, at the same instant.
  return new Map([...histories].map(([entry, items]) => [entry, items.toSorted((a, b) => a.at - b.at)]))
}

function saidOf({ at, kind, by, deviceName, words }: DecisionRow): CaseHistory[number] {
  return kind === 'contest'
    ? { what: 'contest', at, by, deviceName, words }
    : { what: 'decision', at, kind, deviceName, words }
}

type OutcomeRow = {
  readonly entry: string
  readonly at: number
  readonly type: OutcomeType
  readonly reason: string
  readonly coveredUnits: number
  readonly honouredUnits: number
}

type DecisionRow = {
  readonly entry: string
  readonly at: number
  readonly kind: DecisionKind | 'void' | 'contest'
  readonly by: Contester
  readonly deviceName: string
  readonly words: string
}
