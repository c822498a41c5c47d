import Dexie, { liveQuery, type Table } from 'dexie'
import type { PassState } from '#domain/pass.ts'
import type { Instant } from '#domain/instant.ts'
import type { BalanceResponse } from '#protocol/balance.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { FileName } from '#protocol/file.ts'
import type { Head } from '#protocol/head.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Enrolment } from './enrolment.ts'
import type { Observable } from './observable.ts'
import type { StoredEntry } from './stored-entry.ts'

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
  /** Another implementation than the browser's own, for tests. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
  /** When this app was built: no device's time is below it. */
  readonly builtAt?: Instant
  /** Another randomness than the browser's own, for tests. */
  readonly random?: (length: number) => Bytes
  /** A newer app in another tab upgrades the store: this one has let go and must reload. */
  readonly onSuperseded?: () => void
}

/** Opens the store. Every write is flushed before it counts as done; versions are only ever added to. */
export async function openStore(place: StorePlace = {}): Promise<Store> {
  const { indexedDB, IDBKeyRange, builtAt = 0, random = randomBytes, onSuperseded } = place
  const dexie = new Dexie('carnet', {
    ...(indexedDB && IDBKeyRange ? { indexedDB, IDBKeyRange } : {}),
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
  dexie.on('versionchange', () => {
    dexie.close()
    onSuperseded?.()
    // Dexie's own answer would be to open it again.
    return false
  })
  const store = Object.assign(await dexie.open(), { random }) as Store
  await store.enrolments.toCollection().modify((enrolment, reference) => {
    const floor = Math.max(enrolment.clock.floor, builtAt)
    reference.value = { ...enrolment, clock: { ...enrolment.clock, floor } }
  })
  return store
}

function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Whether the store still answers; iOS kills its process in the background, and each later call then hangs. */
export async function storeAnswers(store: Store, within: number): Promise<boolean> {
  const answered = store.settings.get('').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), within))])
}

/** Runs a query again whenever what it read changes, in any tab. Undefined until its first answer. */
export function watch<Value>(query: () => Promise<Value>): Observable<Value | undefined> {
  let value: Value | undefined
  return {
    current: () => value,
    subscribe: (changed) => {
      const subscription = liveQuery(query).subscribe({
        next: (answer) => {
          value = answer
          changed()
        },
      })
      return () => subscription.unsubscribe()
    },
  }
}
