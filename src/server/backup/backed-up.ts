import * as v from 'valibot'
import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'

const integer = v.pipe(v.number(), v.safeInteger())

/** How far each device's chain reaches in a snapshot of the store, and how many acts had been taken behind its end. */
export const chainEndsOf = v.array(v.object({ device: v.string(), sequence: integer, takenBehind: integer }))

export type ChainEnds = readonly v.InferOutput<typeof chainEndsOf>[number][]

/** Read before or inside the snapshot that is kept: it surely contains these. */
export async function chainEnds(queries: Queries, device?: string): Promise<ChainEnds> {
  return queries.query(
    `SELECT device, last_sequence AS sequence, taken_behind AS "takenBehind" FROM devices
     WHERE last_sequence > 0 AND ($1::text IS NULL OR device = $1) ORDER BY device`,
    [device ?? null],
  )
}

/**
 * From now on devices may forget these acts. Only for a backup that lies flushed where it stays. A device of which an act
 * was taken behind its end since the ends were read has to wait for the next one.
 */
export async function markBackedUp(queries: Queries, ends: ChainEnds): Promise<void> {
  await queries.query(
    `UPDATE devices SET backed_up_through = ends.sequence
     FROM unnest($1::text[], $2::integer[], $3::integer[]) AS ends (device, sequence, taken_behind)
     WHERE devices.device = ends.device AND devices.backed_up_through < ends.sequence
       AND ends.sequence <= devices.last_sequence AND devices.taken_behind = ends.taken_behind`,
    [
      ends.map(({ device }) => device),
      ends.map(({ sequence }) => sequence),
      ends.map(({ takenBehind }) => takenBehind),
    ],
  )
}

/** An act came behind the end of its chain: no backup holds it, nor does one that is under way. The chain is locked. */
export async function noteTakenBehind(
  queries: Queries,
  { device, sequence }: { readonly device: string; readonly sequence: number },
): Promise<void> {
  await queries.query(
    `UPDATE devices SET backed_up_through = least(backed_up_through, $2), taken_behind = taken_behind + 1
     WHERE device = $1`,
    [device, sequence - 1],
  )
}

/**
 * What a device is told: its acts up to here outlive this server. A synchronous standby holds all that was committed;
 * otherwise it is what the last backup holds.
 */
export async function backedUpThrough({ database }: Installation, device: string): Promise<number> {
  if (await hasSynchronousStandby(database)) await markBackedUp(database, await chainEnds(database, device))
  const [row] = await database.query<{ through: number }>(
    'SELECT backed_up_through AS through FROM devices WHERE device = $1',
    [device],
  )
  return row?.through ?? 0
}

/** The role of DATABASE_URL sees it only when it may read `pg_stat_replication` (pg_monitor). */
async function hasSynchronousStandby(database: Installation['database']): Promise<boolean> {
  if (database.kind !== 'postgresql') return false
  const [row] = await database.query<{ synchronous: boolean }>(
    `SELECT current_setting('synchronous_commit') IN ('on', 'remote_apply')
       AND EXISTS (SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum'))
       AS synchronous`,
  )
  return row?.synchronous ?? false
}
