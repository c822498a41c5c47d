import type { PassKey } from '#domain/family.ts'
import type { Queries } from '../database/database.ts'

/** A handover that counts stands, besides this entry, and no undo that counts takes it back. */
export async function isHandedOver(
  queries: Queries,
  programme: number,
  { batch, pass }: PassKey,
  besides: string,
): Promise<boolean> {
  const others = await queries.query(
    `SELECT h.entry FROM entries h
     WHERE h.programme = $1 AND h.batch = $2 AND h.pass = $3 AND h.kind = 'handover' AND h.entry <> $4 AND h.held = ''
       AND h.conformance = 'conformant'
       AND NOT EXISTS (SELECT 1 FROM entries u
                       WHERE u.programme = $1 AND u.target = h.entry AND u.kind = 'handover-undo' AND u.held = ''
                         AND u.conformance = 'conformant')`,
    [programme, batch, pass, besides],
  )
  return others.length > 0
}
