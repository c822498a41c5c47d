import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'

/** What a person said at a handover goes when its time is over; the entry keeps the hash of it, and no more. */
export async function forgetPersonalParts({ database, now }: Installation): Promise<number> {
  const gone = await database.query('DELETE FROM personal_parts WHERE expires_at <= $1 RETURNING entry', [
    now(),
  ])
  return gone.length
}

/** Somebody says their name anew, or takes it back: what they were called before at this place is kept no longer. */
export async function forgetFormerNames(
  queries: Queries,
  programme: number,
  naming: { readonly entry: string; readonly operator: string; readonly structure: string },
): Promise<void> {
  await queries.query(
    `DELETE FROM personal_parts p USING entries i
     WHERE p.programme = $1 AND i.programme = $1 AND i.entry = p.entry AND i.kind = 'operator' AND i.operator = $2
       AND i.structure = $3 AND i.entry <> $4 AND i.held = ''`,
    [programme, naming.operator, naming.structure, naming.entry],
  )
}
