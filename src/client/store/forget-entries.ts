import { DAY } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { chainEndOf } from './journal.ts'
import type { StoredEntry } from './stored-entry.ts'

/** How long an act stays on its device at least, in milliseconds. */
export const keptFor = 30 * DAY

/**
 * The device is the last copy of its acts until a backup of the server holds them. What leaves is in a backup, thirty
 * days old by the server's own clock, acknowledged, with an outcome that the server knows to be here and the lists
 * show; never the end of the chain. Answers how many acts left.
 */
export async function forgetBackedUpEntries(store: Store, device: Uuid): Promise<number> {
  return store.transaction('rw', store.enrolments, store.entries, async () => {
    const enrolment = await store.enrolments.get(device)
    if (!enrolment) return 0
    const { backedUpThrough, lastExchange } = enrolment
    const end = await chainEndOf(store, device)
    const last = Math.min(backedUpThrough, end.sequence - 1)
    if (last < 1) return 0
    return store.entries
      .where('[device+sequence]')
      .between([device, 0], [device, last], true, true)
      .filter((row) => row.at <= lastExchange - keptFor && isSettled(row))
      .delete()
  })
}

function isSettled({ status, outcome, unreported, beyond }: StoredEntry): boolean {
  return status === 'acknowledged' && outcome !== undefined && unreported === 0 && beyond === 0
}
