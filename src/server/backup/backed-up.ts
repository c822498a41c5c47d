import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'

/** How far each device's chain reaches in a snapshot of the store. */
export type ChainEnds = readonly { readonly device: string; readonly sequence: number }[]

/** Read before or inside the snapshot that is kept: it surely contains these. */
export async function chainEnds(queries: Queries): Promise<ChainEnds> {
  return queries.query<{ device: string; sequence: number }>(
    'SELECT device, last_sequence AS sequence FROM devices WHERE last_sequence > 0 ORDER BY device',
  )
}

/** From now on devices may forget these acts. Only for a backup that lies flushed where it stays. */
export async function markBackedUp(queries: Queries, ends: ChainEnds): Promise<void> {
  await queries.query(
    `UPDATE devices SET backed_up_through = ends.sequence
     FROM unnest($1::text[], $2::integer[]) AS ends (device, sequence)
     WHERE devices.device = ends.device AND devices.backed_up_through < ends.sequence
       AND ends.sequence <= devices.last_sequence`,
    [ends.map(({ device }) => device), ends.map(({ sequence }) => sequence)],
  )
}

/**
 * What a device is told: its acts up to here outlive this server. A synchronous standby holds all that was committed;
 * otherwise it is what the last backup holds.
 */
export async function backedUpThrough(
  { database }: Installation,
  end: { readonly device: string; readonly sequence: number },
): Promise<number> {
  if (await hasSynchronousStandby(database)) await markBackedUp(database, [end])
  const [row] = await database.query<{ through: number }>(
    'SELECT backed_up_through AS through FROM devices WHERE device = $1',
    [end.device],
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
