import type { Outcome, OutcomeType } from '#domain/outcome.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { Queries } from '../database/database.ts'

export type RecordedOutcome = Outcome & {
  readonly number: number
  readonly reason: string
  /** What a person said of it; empty when nobody did. */
  readonly words: string
  readonly firstHead: number | null
}

/** Of an outcome `o`: what heads of before it count because of former ones. A device may hold such a head. */
const countedBefore = `coalesce((
    SELECT json_agg(json_build_object('units', f.held_units, 'firstHead', f.first_head) ORDER BY f.number DESC)
    FROM outcomes f
    WHERE f.programme = o.programme AND f.entry = o.entry AND f.number < o.number AND f.first_head IS NOT NULL
  ), '[]'::json)`

/** What is noted, flagged or held without a claim: it moves nothing. */
export function wordAlone(type: OutcomeType, reason: string): Omit<RecordedOutcome, 'number' | 'firstHead'> {
  return { type, reason, words: '', coveredUnits: 0, honouredUnits: 0, heldUnits: 0 }
}

export async function latestOutcome(
  queries: Queries,
  programme: number,
  entry: string,
): Promise<(RecordedOutcome & Pick<EntryOutcome, 'counted'>) | undefined> {
  const [row] = await queries.query<RecordedOutcome & Pick<EntryOutcome, 'counted'>>(
    `SELECT o.number, o.type, o.covered_units AS "coveredUnits", o.honoured_units AS "honouredUnits",
       o.held_units AS "heldUnits", o.reason, o.words, o.first_head AS "firstHead", ${countedBefore} AS counted
     FROM outcomes o WHERE o.programme = $1 AND o.entry = $2 ORDER BY o.number DESC LIMIT 1`,
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
  outcome: Omit<RecordedOutcome, 'number' | 'firstHead'>,
): Promise<void> {
  await queries.query(
    `INSERT INTO outcomes (programme, entry, number, type, covered_units, honoured_units, held_units, reason, words,
       decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      programme,
      change.entry,
      change.number,
      outcome.type,
      outcome.coveredUnits,
      outcome.honouredUnits,
      outcome.heldUnits,
      outcome.reason,
      outcome.words,
      change.at,
    ],
  )
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

/** Of these bytes, not of others that came under the same id. */
export async function outcomeOfEntry(
  queries: Queries,
  programme: number,
  { id: entry, hash }: { readonly id: string; readonly hash: Uint8Array },
): Promise<EntryOutcome | null> {
  const same = await queries.query(
    'SELECT 1 FROM entries WHERE programme = $1 AND entry = $2 AND hash = $3',
    [programme, entry, hash],
  )
  const latest = same.length > 0 ? await latestOutcome(queries, programme, entry) : undefined
  return latest ? { entry, ...latest } : null
}

const noticesAtOnce = 200

/**
 * What a device has not yet said it stored; `stored` removes what it has. A notice that another transaction is writing is
 * left to it: it says something newer, or is told once more.
 */
export async function takeNotices(
  queries: Queries,
  device: { readonly programme: number; readonly device: string },
  stored: readonly { readonly entry: string; readonly number: number; readonly firstHead: number | null }[],
): Promise<{ readonly outcomes: readonly EntryOutcome[]; readonly more: boolean }> {
  for (const { entry, number, firstHead } of stored) {
    await queries.query(
      `WITH free AS MATERIALIZED (
         SELECT programme, device, entry FROM outcome_notices
         WHERE programme = $1 AND device = $2 AND entry = $3 AND number = $4
           AND first_head IS NOT DISTINCT FROM $5::integer FOR UPDATE SKIP LOCKED)
       DELETE FROM outcome_notices n USING free
       WHERE n.programme = free.programme AND n.device = free.device AND n.entry = free.entry`,
      [device.programme, device.device, entry, number, firstHead],
    )
  }
  const rows = await queries.query<EntryOutcome>(
    `SELECT n.entry, o.number, o.type, o.covered_units AS "coveredUnits", o.honoured_units AS "honouredUnits",
       o.held_units AS "heldUnits", o.reason, o.words, n.first_head AS "firstHead", ${countedBefore} AS counted
     FROM outcome_notices n
     JOIN outcomes o ON o.programme = n.programme AND o.entry = n.entry AND o.number = n.number
     WHERE n.programme = $1 AND n.device = $2 ORDER BY n.entry LIMIT ${noticesAtOnce + 1}`,
    [device.programme, device.device],
  )
  return { outcomes: rows.slice(0, noticesAtOnce), more: rows.length > noticesAtOnce }
}
