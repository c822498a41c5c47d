import { DAY } from '#domain/instant.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { lineOf } from './incarnations.ts'
import { lateActs } from './late-acts.ts'
import type { StoredEntry } from './stored-entry.ts'

/** As many as a server answers at once, and as long as it tells outcomes again after a loss. */
const askedAtOnce = 200
const askedFor = 60 * DAY

type Asked = NonNullable<PullRequest['former']>

/**
 * What no acknowledgement of this device's chain vouches for: what it did late, and its newest acts under the names that
 * it continues, under which it asks no more, and another copy of the tablet may. Nothing for most devices.
 */
export async function formerActs(store: Store, device: Uuid): Promise<Pick<PullRequest, 'former'>> {
  const { enrolments, entries } = store
  return store.transaction('r', enrolments, entries, async () => {
    const asked: Asked = []
    const line = await lineOf(store, device)
    for (const name of line) {
      const late = (await lateActs(store, name)).filter(isTaken)
      asked.push(...late.toReversed().map((row) => ({ ...wordOf(row), taken: true })))
    }
    const told = new Set(asked.map(({ entry }) => entry))
    const since = ((await enrolments.get(device))?.lastExchange ?? 0) - askedFor
    for (const each of line.slice(1)) {
      const rows = await entries
        .where('[device+sequence]')
        .between([each, 0], [each, Infinity])
        .reverse()
        .filter(({ id, status, at }) => status === 'acknowledged' && at >= since && !told.has(id))
        .limit(Math.max(0, askedAtOnce - asked.length))
        .toArray()
      asked.push(...rows.map(wordOf))
    }
    return asked.length > 0 ? { former: asked.slice(0, askedAtOnce) } : {}
  })
}

/** Of what the server keeps aside unread it knows all that this device can tell. */
function isTaken({ status, answer }: StoredEntry): boolean {
  return status === 'acknowledged' && answer?.type !== 'unreadable'
}

function wordOf({ id, hash, outcome }: StoredEntry): Asked[number] {
  const { number = 0, firstHead = null } = outcome ?? {}
  return { entry: id, number, firstHead, hash }
}
