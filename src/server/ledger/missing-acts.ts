import { toHex } from '#protocol/bytes.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Queries } from '../database/database.ts'
import { answeredAtOnce } from './former-outcomes.ts'

/**
 * Of the acts that a tablet holds under the names that it continues, those that are neither in the journal nor kept
 * aside: an act outside its chain is vouched for by no acknowledgement, so a server that came back without it cannot
 * know that it had it.
 */
export async function missingActs(
  queries: Queries,
  programme: number,
  former: NonNullable<PullRequest['former']>,
): Promise<readonly Uuid[]> {
  const asked = former.slice(0, answeredAtOnce).flatMap(({ entry, hash }) => (hash ? [{ entry, hash }] : []))
  if (asked.length === 0) return []
  const rows = await queries.query<{ entry: Uuid }>(
    `SELECT a.entry FROM unnest($2::text[], $3::text[]) AS a (entry, hash)
     WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.programme = $1 AND e.entry = a.entry)
       AND NOT EXISTS (SELECT 1 FROM held_entries h WHERE h.programme = $1 AND h.hash = decode(a.hash, 'hex'))`,
    [programme, asked.map(({ entry }) => entry), asked.map(({ hash }) => toHex(hash))],
  )
  return rows.map(({ entry }) => entry)
}
