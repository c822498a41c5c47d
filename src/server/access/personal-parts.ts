import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'

/** What a person said at a handover goes when its time is over; the entry keeps the hash of it, and no more. */
export async function forgetPersonalParts({ database, now }: Installation): Promise<number> {
  const gone = await database.query('DELETE FROM personal_parts WHERE expires_at <= $1 RETURNING entry', [
    now(),
  ])
  return gone.length
}

/**
 * Somebody says their name anew, or takes it back: what they were called before at this place is kept no longer. What
 * arrives late displaces nothing that was said after it: its own name goes at once.
 */
export async function forgetFormerNames(
  queries: Queries,
  programme: number,
  { operator, structure }: { readonly operator: string; readonly structure: string },
): Promise<void> {
  await queries.query(
    `DELETE FROM personal_parts p USING entries i
     WHERE p.programme = $1 AND i.programme = $1 AND i.entry = p.entry AND i.kind = 'operator' AND i.operator = $2
       AND i.structure = $3 AND i.held = '' AND EXISTS (
         SELECT 1 FROM entries n WHERE n.programme = $1 AND n.kind = 'operator' AND n.operator = $2 AND n.structure = $3
           AND n.held = '' AND CASE WHEN n.device = i.device THEN n.sequence > i.sequence
             ELSE (n.claimed_at, n.entry) > (i.claimed_at, i.entry) END)`,
    [programme, operator, structure],
  )
}
