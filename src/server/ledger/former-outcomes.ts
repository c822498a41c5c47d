import type { EntryOutcome } from '#protocol/outcome.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Queries } from '../database/database.ts'
import { latestOutcome } from './outcomes.ts'

/** A tablet asks of this many of its newest acts at once. */
export const answeredAtOnce = 200

/**
 * What became of acts that a device did under the names that it continues, as far as it holds otherwise. Notices go to
 * the name under which an act was done, and other copies of the tablet may still bear it.
 */
export async function formerOutcomes(
  queries: Queries,
  device: { readonly programme: number; readonly device: string },
  held: NonNullable<PullRequest['former']>,
): Promise<readonly EntryOutcome[]> {
  const asked = held.slice(0, answeredAtOnce)
  if (asked.length === 0) return []
  const own = await queries.query<{ entry: string }>(
    `WITH RECURSIVE line AS (
       SELECT previous AS device FROM devices WHERE device = $2 AND previous IS NOT NULL
       UNION SELECT d.previous FROM devices d JOIN line ON line.device = d.device WHERE d.previous IS NOT NULL
     )
     SELECT e.entry FROM entries e JOIN line ON line.device = e.device
     WHERE e.programme = $1 AND e.entry = ANY($3::text[])`,
    [device.programme, device.device, asked.map(({ entry }) => entry)],
  )
  const isOwn = new Set(own.map(({ entry }) => entry))
  const outcomes: EntryOutcome[] = []
  for (const { entry, number, firstHead } of asked) {
    const latest = isOwn.has(entry) ? await latestOutcome(queries, device.programme, entry) : undefined
    if (latest && (latest.number !== number || latest.firstHead !== firstHead))
      outcomes.push({ entry, ...latest })
  }
  return outcomes
}
