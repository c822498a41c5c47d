import type { Installation } from '../installation.ts'

/** What a person said at a handover goes when its time is over; the entry keeps the hash of it, and no more. */
export async function forgetPersonalParts({ database, now }: Installation): Promise<number> {
  const gone = await database.query('DELETE FROM personal_parts WHERE expires_at <= $1 RETURNING entry', [
    now(),
  ])
  return gone.length
}
