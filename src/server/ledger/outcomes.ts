import type { Outcome, OutcomeType } from '#domain/outcome.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { Queries } from '../database/database.ts'

export type RecordedOutcome = Pick<Outcome, 'coveredUnits' | 'honouredUnits'> & {
  readonly type: OutcomeType
  readonly number: number
  readonly reason: string
  readonly firstHead: number | null
}

export async function latestOutcome(
  queries: Queries,
  programme: number,
  entry: string,
): Promise<RecordedOutcome | undefined> {
  const [row] = await queries.query<RecordedOutcome>(
    `SELECT number, type, covered_units AS "coveredUnits", honoured_units AS "honouredUnits", reason,
       first_head AS "firstHead"
     FROM outcomes WHERE programme = $1 AND entry = $2 ORDER BY number DESC LIMIT 1`,
    [programme, entry],
  )
  return row
}

/** An outcome, the word to the device that acted, and the change that the next head's list will show. */
export async function recordOutcome(
  queries: Queries,
  programme: number,
  change: {
    readonly batch: number | null
    readonly pass: number | null
    readonly device: string
    readonly entry: string
    readonly number: number
    readonly at: number
  },
  outcome: Pick<RecordedOutcome, 'type' | 'coveredUnits' | 'honouredUnits' | 'reason'>,
): Promise<void> {
  await queries.query('INSERT INTO outcomes VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)', [
    programme,
    change.entry,
    change.number,
    outcome.type,
    outcome.coveredUnits,
    outcome.honouredUnits,
    outcome.reason,
    change.at,
  ])
  await queries.query(
    `INSERT INTO outcome_notices VALUES ($1, $2, $3, $4, NULL)
     ON CONFLICT (programme, device, entry) DO UPDATE SET number = excluded.number, first_head = NULL`,
    [programme, change.device, change.entry, change.number],
  )
  if (change.batch !== null) {
    await queries.query(
      'INSERT INTO pass_changes (programme, change, batch, pass, entry, number) VALUES ($1, $2, $3, $4, $5, $6)',
      [programme, `${change.entry}/${change.number}`, change.batch, change.pass, change.entry, change.number],
    )
  }
}

export async function outcomeOfEntry(
  queries: Queries,
  programme: number,
  entry: string,
): Promise<EntryOutcome | null> {
  const latest = await latestOutcome(queries, programme, entry)
  return latest ? { entry, ...latest } : null
}

const noticesAtOnce = 200

/** What a device has not yet said it stored; `stored` removes what it has. */
export async function takeNotices(
  queries: Queries,
  device: { readonly programme: number; readonly device: string },
  stored: readonly { readonly entry: string; readonly number: number; readonly firstHead: number | null }[],
): Promise<{ readonly outcomes: readonly EntryOutcome[]; readonly more: boolean }> {
  for (const { entry, number, firstHead } of stored) {
    await queries.query(
      `DELETE FROM outcome_notices WHERE programme = $1 AND device = $2 AND entry = $3 AND number = $4
         AND first_head IS NOT DISTINCT FROM $5::integer`,
      [device.programme, device.device, entry, number, firstHead],
    )
  }
  const rows = await queries.query<EntryOutcome>(
    `SELECT n.entry, o.number, o.type, o.covered_units AS "coveredUnits", o.honoured_units AS "honouredUnits",
       o.reason, n.first_head AS "firstHead"
     FROM outcome_notices n
     JOIN outcomes o ON o.programme = n.programme AND o.entry = n.entry AND o.number = n.number
     WHERE n.programme = $1 AND n.device = $2 ORDER BY n.entry LIMIT ${noticesAtOnce + 1}`,
    [device.programme, device.device],
  )
  return { outcomes: rows.slice(0, noticesAtOnce), more: rows.length > noticesAtOnce }
}
