import type { Uuid } from '#protocol/uuid.ts'
import { watch, type Store } from './database.ts'
import { lineOf } from './incarnations.ts'
import type { Observable } from './observable.ts'
import type { StoredEntry } from './stored-entry.ts'

/** The newest entries of the device and of those that it continues, with their answers and outcomes as they come. */
export function listEntries(
  store: Store,
  device: Uuid,
  atMost = 200,
): Observable<readonly StoredEntry[] | undefined> {
  return watch(async () => {
    const listed: StoredEntry[] = []
    for (const each of await lineOf(store, device)) {
      if (listed.length < atMost)
        listed.push(
          ...(await ofDevice(store, each)
            .reverse()
            .limit(atMost - listed.length)
            .toArray()),
        )
    }
    return listed
  })
}

/** Handovers of the device that stand, the newest first; more than a day has. */
export function listHandovers(
  store: Store,
  device: Uuid,
  atMost = 500,
): Observable<readonly StoredEntry[] | undefined> {
  return watch(() =>
    ofDevice(store, device)
      .reverse()
      .filter(({ kind, undoneBy }) => kind === 'handover' && undoneBy === undefined)
      .limit(atMost)
      .toArray(),
  )
}

/** The last redemption or handover of the device that was not undone; null when there is none. */
export function lastAct(store: Store, device: Uuid): Observable<StoredEntry | null | undefined> {
  return watch(async () => {
    for (const each of await lineOf(store, device)) {
      const last = await ofDevice(store, each).reverse().filter(isAct).first()
      if (last) return last
    }
    return null
  })
}

/** Entries of the device and of those that it continues that the server has not acknowledged, live. */
export function countPending(store: Store, device: Uuid): Observable<number | undefined> {
  return watch(async () => {
    let pending = 0
    for (const each of await lineOf(store, device)) pending += await pendingCount(store, each)
    return pending
  })
}

export async function pendingCount(store: Store, device: Uuid): Promise<number> {
  return pendingOf(store, device).count()
}

/** The outbox, in the order of the chain. */
export function pendingOf(store: Store, device: Uuid) {
  return store.entries
    .where('[device+status+sequence]')
    .between([device, 'pending', 0], [device, 'pending', Infinity])
}

/** One entry of the device, as it stands now. */
export async function entryOf(store: Store, device: Uuid, id: Uuid): Promise<StoredEntry | undefined> {
  return store.entries.where('[device+id]').equals([device, id]).first()
}

function ofDevice(store: Store, device: Uuid) {
  return store.entries.where('[device+sequence]').between([device, 0], [device, Infinity])
}

function isAct({ kind, undoneBy }: StoredEntry): boolean {
  return (kind === 'redemption' || kind === 'handover') && undoneBy === undefined
}
