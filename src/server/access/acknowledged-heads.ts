import type { Queries } from '../database/database.ts'

type Told = {
  readonly programme: number
  readonly device: string
  /** The head that the device held, and the last entry of its chain by then: both read at one instant. */
  readonly head: number
  readonly afterSequence: number
}

/**
 * Keeps what a device said that it held: its entries after that cite this head or a newer one. A head that this server
 * never signed, as after a restore, binds nobody. The device's row is locked by the caller.
 */
export async function acknowledgeHead(
  queries: Queries,
  { programme, device, head, afterSequence }: Told,
): Promise<void> {
  await queries.query(
    `INSERT INTO acknowledged_heads
     SELECT programme, $2, $4, number FROM heads WHERE programme = $1 AND number = $3
     ON CONFLICT (programme, device, after_sequence)
       DO UPDATE SET head = greatest(acknowledged_heads.head, excluded.head)`,
    [programme, device, head, afterSequence],
  )
  await queries.query(
    `DELETE FROM acknowledged_heads a USING devices d
     WHERE a.programme = $1 AND a.device = $2 AND d.device = a.device
       AND EXISTS (SELECT 1 FROM acknowledged_heads later
                   WHERE later.programme = a.programme AND later.device = a.device
                     AND later.after_sequence > a.after_sequence AND later.after_sequence <= d.last_sequence)`,
    [programme, device],
  )
}

/** The newest head that a device had said it held before it appended the entry with this sequence; 0 for none. */
export async function headHeldBefore(
  queries: Queries,
  { programme, device }: Pick<Told, 'programme' | 'device'>,
  sequence: number,
): Promise<number> {
  const [row] = await queries.query<{ head: number }>(
    `SELECT coalesce(max(head), 0) AS head FROM acknowledged_heads
     WHERE programme = $1 AND device = $2 AND after_sequence < $3`,
    [programme, device, sequence],
  )
  return row?.head ?? 0
}
