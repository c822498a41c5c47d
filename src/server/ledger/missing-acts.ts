import { toHex } from '#protocol/bytes.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Queries } from '../database/database.ts'
import { answeredAtOnce } from './former-outcomes.ts'
import { neverRead } from './hold-entry.ts'

/**
 * Of the acts of a tablet that no acknowledgement vouches for (outside their chain, or recorded late inside it), those that
 * are neither in the journal nor kept aside: a server that came back without them cannot know that it had them. One
 * that was recorded is missing also where it is kept aside unread, as it was before.
 */
export async function missingActs(
  queries: Queries,
  programme: number,
  former: NonNullable<PullRequest['former']>,
): Promise<readonly Uuid[]> {
  const asked = former
    .slice(0, answeredAtOnce)
    .flatMap(({ entry, hash, taken = false }) => (hash ? [{ entry, hash, taken }] : []))
  if (asked.length === 0) return []
  const rows = await queries.query<{ entry: Uuid }>(
    `SELECT a.entry FROM unnest($2::text[], $3::text[], $4::boolean[]) AS a (entry, hash, taken)
     WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.programme = $1 AND e.entry = a.entry)
       AND NOT EXISTS (SELECT 1 FROM held_entries h WHERE h.programme = $1 AND h.hash = decode(a.hash, 'hex')
                       AND NOT (a.taken AND h.reason = ANY($5::text[])))`,
    [
      programme,
      asked.map(({ entry }) => entry),
      asked.map(({ hash }) => toHex(hash)),
      asked.map(({ taken }) => taken),
      neverRead,
    ],
  )
  return rows.map(({ entry }) => entry)
}
