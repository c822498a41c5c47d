import Dexie, { liveQuery, type Table } from 'dexie'
import type { PassState } from '#domain/pass.ts'
import type { Instant } from '#domain/instant.ts'
import type { BalanceResponse } from '#protocol/balance.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { FileName } from '#protocol/file.ts'
import type { Head } from '#protocol/head.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Enrolment } from './enrolment.ts'
import { createCell, type Cell, type Observable } from './observable.ts'
import { storeFailure, storeFaultOf } from './store-fault.ts'
import type { StoredEntry } from './stored-entry.ts'
import { answerBefore } from './time-limit.ts'

/** All that this device keeps. The only file that imports Dexie. */
export type Store = Dexie & {
  readonly enrolments: Table<Enrolment, Uuid>
  readonly entries: Table<StoredEntry, [Uuid, number]>
  readonly passes: Table<SeenPass, [Uuid, number, number]>
  readonly files: Table<StoredFile, [number, FileName]>
  readonly heads: Table<StoredHead, Uuid>
  readonly balances: Table<SeenBalance, string>
  readonly settings: Table<Setting, string>
  /** Ids and salts of acts are drawn from it. */
  readonly random: (length: number) => Bytes
  /** Who of those that share the tablet is at work in this tab; in memory alone, so that an app that is opened is locked. */
  readonly atWork: Cell<Uuid | undefined>
  /** Whole milliseconds since some moment of this page's life, by a clock that nobody can set. */
  readonly elapsed: () => number
}

/** A pass scanned or handed out here, with what was known of it then. */
export type SeenPass = {
  readonly device: Uuid
  readonly batch: number
  readonly pass: number
  readonly units: number
  readonly remaining: number
  readonly state: PassState
  readonly at: Instant
}

/** The inflated content of a file, whose name is its hash. */
export type StoredFile = { readonly programme: number; readonly name: FileName; readonly content: Bytes }

/** The newest head that a device accepted: all its files are in the store. */
export type StoredHead = {
  readonly device: Uuid
  readonly programme: number
  readonly bytes: Bytes
  readonly head: Head
}

/** The last answer of the public page for a code, kept for when there is no network. */
export type SeenBalance = {
  readonly code: string
  readonly response: BalanceResponse
  readonly at: Instant
}

export type Setting = { readonly name: string; readonly value: unknown }

export type StorePlace = {
  /** Another store than the one of the journal, for what must never be mixed with it. */
  readonly name?: string
  /** Another implementation than the browser's own, for tests. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
  /** When this app was built: no device's time is below it. */
  readonly builtAt?: Instant
  /** Another randomness than the browser's own, for tests. */
  readonly random?: (length: number) => Bytes
  /** Another clock than the browser's own monotonic one, for tests. */
  readonly elapsed?: () => number
  /** A newer app in another tab wants the store: asked before this one lets go, which waits for the answer. */
  readonly onWanted?: () => Promise<void>
  /** This one has let go and must reload. */
  readonly onSuperseded?: () => void
  /** Another tab with an older app does not let go of the store. */
  readonly onBlocked?: () => void
}

/**
 * Opens the store. Every write is flushed before it counts as done. Rejects with a `StoreFailure`; a store that a
 * newer app wrote is left as it is. Versions are only ever added to: tests/client/store/fixtures has a store of each.
 */
export async function openStore(place: StorePlace = {}): Promise<Store> {
  const {
    name = journalName,
    indexedDB,
    IDBKeyRange,
    builtAt = 0,
    random = randomBytes,
    elapsed = millisecondsOfPage,
    onWanted,
    onSuperseded,
    onBlocked,
  } = place
  const implementation = indexedDB && IDBKeyRange ? { indexedDB, IDBKeyRange } : {}
  const dexie = new Dexie(name, {
    ...implementation,
    chromeTransactionDurability: 'strict',
    autoOpen: false,
    cache: 'disabled',
  })
  dexie.version(1).stores({
    enrolments: 'device, programme',
    entries:
      '[device+sequence], &[device+id], [device+status+sequence], [device+batch+pass], [device+beyond], [device+unreported], forgetAt',
    passes: '[device+batch+pass]',
    files: '[programme+name]',
    heads: 'device, programme',
    balances: 'code',
    settings: 'name',
  })
  // Dexie opens a newer store without a word, and would write into it what it thinks is missing.
  if (await isNewer(indexedDB ?? globalThis.indexedDB, name, dexie.verno)) throw storeFailure('newer')
  dexie.on('versionchange', () => {
    function letGo(): void {
      released.add(store)
      dexie.close()
      onSuperseded?.()
    }
    if (onWanted) void onWanted().then(letGo, letGo)
    else letGo()
    // Dexie's own answer would be to open it again.
    return false
  })
  if (onBlocked) dexie.on('blocked', onBlocked)
  const store = Object.assign(dexie, { random, elapsed, atWork: createCell(undefined) }) as Store
  placed.set(store, implementation)
  try {
    await dexie.open()
  } catch (error) {
    dexie.close()
    throw storeFailure(storeFaultOf(error), error)
  }
  await raiseFloors(store, builtAt)
  return store
}

const journalName = 'carnet'

/** The exercise has a store of its own. */
export const practiceName = 'carnet-practice'

/** Dexie multiplies by ten. False where the browser does not list its stores. */
async function isNewer(indexedDB: IDBFactory | undefined, name: string, known: number): Promise<boolean> {
  const stores = (await indexedDB?.databases?.().catch(() => [])) ?? []
  const version = stores.find((store) => store.name === name)?.version ?? 0
  return version >= (known + 1) * 10
}

/** Where nothing can be written any more the app still opens: what it holds can be read, sent and exported. */
async function raiseFloors(store: Store, builtAt: Instant): Promise<void> {
  const low = (await store.enrolments.toArray()).filter(({ clock }) => clock.floor < builtAt)
  if (low.length === 0) return
  try {
    await store.enrolments
      .where('device')
      .anyOf(low.map(({ device }) => device))
      .modify(raiseFloor)
  } catch (error) {
    if (storeFaultOf(error) !== 'no-space') throw error
  }
  function raiseFloor(enrolment: Enrolment, reference: { value: Enrolment }): void {
    reference.value = { ...enrolment, clock: { ...enrolment.clock, floor: builtAt } }
  }
}

/** Stores that a newer app in another tab has taken: they are not opened again. */
const released = new WeakSet<Store>()

/** The implementation that a store is in. */
const placed = new WeakMap<Store, Pick<StorePlace, 'indexedDB' | 'IDBKeyRange'>>()

const reopenings = new WeakMap<Store, Promise<boolean>>()

/** What listens to the store, and listens anew once it is opened again. */
const listening = new Set<() => void>()

/**
 * Closes the handle and opens another: a full disk, or iOS, leaves one that never answers again. False when the store
 * does not answer within the milliseconds, twice; every promise of before then stays as it was.
 */
export async function reopenStore(store: Store, within: number): Promise<boolean> {
  const underWay = reopenings.get(store)
  if (underWay) return underWay
  const reopening = closeAndOpen(store, within).finally(() => reopenings.delete(store))
  reopenings.set(store, reopening)
  return reopening
}

async function closeAndOpen(store: Store, within: number): Promise<boolean> {
  if (released.has(store)) return false
  store.close()
  const opened = store.open().then(() => true)
  if (!(await answerBefore(opened, within, false)) || !(await storeAnswers(store, within))) return false
  for (const again of listening) again()
  return true
}

/** Throws all that this device keeps away: the one way on when its files cannot be read. */
export async function deleteStore(): Promise<void> {
  await Promise.all([journalName, practiceName].map((name) => Dexie.delete(name)))
}

/** The exercise goes beside its device; a tab that has it open lets go. */
export async function deletePractice(store: Store): Promise<void> {
  await new Dexie(practiceName, placed.get(store)).delete()
}

function millisecondsOfPage(): number {
  return Math.floor(performance.now())
}

function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Whether the store still answers; iOS kills its process in the background, and each later call then hangs. */
export async function storeAnswers(store: Store, within: number): Promise<boolean> {
  return answerBefore(
    store.settings.get('').then(() => true),
    within,
    false,
  )
}

/** Runs a query again whenever what it read changes, in any tab. Undefined until its first answer. */
export function watch<Value>(query: () => Promise<Value>): Observable<Value | undefined> {
  let value: Value | undefined
  return {
    current: () => value,
    subscribe: (changed) => {
      let subscription = listen()
      function listen() {
        return liveQuery(query).subscribe({
          next: (answer) => {
            value = answer
            changed()
          },
        })
      }
      function again() {
        subscription.unsubscribe()
        subscription = listen()
      }
      listening.add(again)
      return () => {
        listening.delete(again)
        subscription.unsubscribe()
      }
    },
  }
}
