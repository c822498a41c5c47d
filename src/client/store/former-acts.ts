import { DAY } from '#domain/instant.ts'
import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { isLastWord } from './forget-entries.ts'
import { lineOf } from './incarnations.ts'
import { lateActs } from './late-acts.ts'
import type { StoredEntry } from './stored-entry.ts'

/** As many as a server answers at once, and as long as it tells outcomes again after a loss. */
const askedAtOnce = 200
const askedFor = 60 * DAY

type Asked = NonNullable<PullRequest['former']>

/**
 * What no acknowledgement of this device's chain vouches for: what it did late, and its acts under the names that it
 * continues, under which it asks no more, and another copy of the tablet may. First those that it still counts beside its
 * lists, then the newest that are not old or wait for a person's word. Nothing for most devices.
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
    const former = line.slice(1)
    for (const each of former) await ask(entries.where('[device+beyond]').equals([each, 1]))
    for (const each of former) {
      const all = entries.where('[device+sequence]').between([each, 0], [each, Infinity])
      await ask(all.filter(({ at, outcome }) => at >= since || !(outcome && isLastWord(outcome))))
    }
    return asked.length > 0 ? { former: asked.slice(0, askedAtOnce) } : {}

    async function ask(rows: Rows): Promise<void> {
      const newest = rows
        .reverse()
        .filter(({ id, status }) => status === 'acknowledged' && !told.has(id))
        .limit(Math.max(0, askedAtOnce - asked.length))
      for (const row of await newest.toArray()) {
        asked.push(wordOf(row))
        told.add(row.id)
      }
    }
  })
}

type Rows = ReturnType<Store['entries']['toCollection']>

/** Of what the server keeps aside unread it knows all that this device can tell. */
function isTaken({ status, answer }: StoredEntry): boolean {
  return status === 'acknowledged' && answer?.type !== 'unreadable'
}

function wordOf({ id, hash, outcome }: StoredEntry): Asked[number] {
  const { number = 0, firstHead = null } = outcome ?? {}
  return { entry: id, number, firstHead, hash }
}
