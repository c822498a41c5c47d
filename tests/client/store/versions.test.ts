// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { openStore, reopenStore } from '#client/store/database.ts'
import { storeFaultOf } from '#client/store/store-fault.ts'
import { openDesk } from './a-desk.ts'

test('[J60] an app that is older than the store says so, and changes nothing in it', async () => {
  const desk = await openDesk()
  desk.store.close()
  const newer = Math.round(desk.store.verno + 1) * 10
  const before = await upgradeTo(desk.indexedDB, newer)
  const failure = await openStore({ indexedDB: desk.indexedDB, IDBKeyRange }).catch((error: unknown) => error)
  expect(storeFaultOf(failure)).toBe('newer')
  expect(await openRaw(desk.indexedDB)).toEqual(before)
})

test('[J61] a tab in the middle of an act keeps the store until it is over, and then lets go for good', async () => {
  const indexedDB = new IDBFactory()
  let actIsOver: (() => void) | undefined
  const superseded = vi.fn()
  const store = await openStore({
    indexedDB,
    IDBKeyRange,
    onWanted: () => new Promise((resolve) => (actIsOver = resolve)),
    onSuperseded: superseded,
  })
  const upgraded = upgradeTo(indexedDB, 1000)
  await store.settings.put({ name: 'an act', value: 1 })
  expect(superseded).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(actIsOver).toBeDefined())
  await store.settings.put({ name: 'another act', value: 2 })
  actIsOver?.()
  await upgraded
  expect(superseded).toHaveBeenCalledOnce()
  expect(await reopenStore(store, 1000)).toBe(false)
})

test('[J61] a store that another tab holds says that it is blocked, and opens when the other lets go', async () => {
  const indexedDB = new IDBFactory()
  const older = await upgradeAndHold(indexedDB, 1)
  const blocked = vi.fn()
  const opening = openStore({ indexedDB, IDBKeyRange, onBlocked: blocked })
  await vi.waitFor(() => expect(blocked).toHaveBeenCalledOnce())
  older.close()
  expect((await opening).isOpen()).toBe(true)
})

test.each([
  ['QuotaExceededError', 'no-space'],
  ['UnknownError', 'broken'],
  ['SecurityError', 'closed'],
  ['VersionError', 'newer'],
] as const)('[J60] a store that does not open says why: %s is %s', (name, fault) => {
  expect(storeFaultOf(Object.assign(new Error('no'), { name }))).toBe(fault)
})

async function upgradeTo(indexedDB: IDBFactory, version: number) {
  ;(await upgradeAndHold(indexedDB, version)).close()
  return openRaw(indexedDB)
}

function upgradeAndHold(indexedDB: IDBFactory, version: number): Promise<IDBDatabase> {
  return answerOf(indexedDB.open('carnet', version))
}

/** Its version and its tables, as they stand. */
async function openRaw(indexedDB: IDBFactory) {
  const database = await answerOf(indexedDB.open('carnet'))
  const found = { version: database.version, tables: [...database.objectStoreNames] }
  database.close()
  return found
}

function answerOf(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('refused', { cause: request.error }))
  })
}
