import { DAY } from '#domain/instant.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { lineOf } from './incarnations.ts'

/** As many as a server answers at once, and as long as it tells outcomes again after a loss. */
const askedAtOnce = 200
const askedFor = 60 * DAY

/**
 * What the device holds of its newest acts under the names that it continues: under those it asks no more, and another
 * copy of the tablet may. Nothing for a device that continues none.
 */
export async function formerActs(store: Store, device: Uuid): Promise<Pick<PullRequest, 'former'>> {
  const { enrolments, entries } = store
  return store.transaction('r', enrolments, entries, async () => {
    const before = (await lineOf(store, device)).slice(1)
    const since = ((await enrolments.get(device))?.lastExchange ?? 0) - askedFor
    const former: NonNullable<PullRequest['former']> = []
    for (const each of before) {
      const rows = await entries
        .where('[device+sequence]')
        .between([each, 0], [each, Infinity])
        .reverse()
        .filter(({ status, at }) => status === 'acknowledged' && at >= since)
        .limit(askedAtOnce - former.length)
        .toArray()
      for (const { id, hash, outcome } of rows) {
        const { number = 0, firstHead = null } = outcome ?? {}
        former.push({ entry: id, number, firstHead, hash })
      }
    }
    return former.length > 0 ? { former } : {}
  })
}
