// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, expect, test, vi } from 'vitest'
import { savedActs } from '#client/store/act-under-way.ts'
import { writesAndReadsBack } from '#client/store/canary.ts'
import { reopenStore, type Store } from '#client/store/database.ts'
import { silentWithin } from '#client/store/journal.ts'
import { countPending } from '#client/store/list-entries.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { rememberBalance } from '#client/store/seen-balances.ts'
import { noon } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

afterEach(() => vi.useRealTimers())

test('[J50] a store whose handle is gone is opened again, and what a person sees follows it again', async () => {
  const desk = await openDesk()
  const pending = countPending(desk.store, desk.device)
  const stop = pending.subscribe(() => undefined)
  await vi.waitFor(() => expect(pending.current()).toBe(0))
  desk.store.close()
  expect(await reopenStore(desk.store, 1000)).toBe(true)
  await take(desk)
  await vi.waitFor(() => expect(pending.current()).toBe(1))
  stop()
})

test('[J50] two who want it opened again get one opening', async () => {
  const { store } = await openDesk()
  const open = vi.spyOn(store, 'open')
  store.close()
  expect(await Promise.all([reopenStore(store, 1000), reopenStore(store, 1000)])).toEqual([true, true])
  expect(open).toHaveBeenCalledOnce()
})

test.each(['no-space', 'store-closed', 'store-broken'] as const)(
  '[J51] after %s, twice, nothing is saved, and the next try is, on another handle',
  async (reason) => {
    const desk = await openDesk()
    await take(desk)
    breakNext(desk.store, failureOf[reason], { times: 2 })
    await expect(take(desk)).rejects.toMatchObject({ notSaved: reason })
    expect(savedActs.current()).toBe(0)
    const { entry } = await take(desk)
    expect(entry.sequence).toBe(2)
    expect(await desk.store.entries.count()).toBe(2)
  },
)

test.each(['no-space', 'store-closed', 'store-broken'] as const)(
  '[K174] after %s an act is tried once more by itself, and is there once',
  async (reason) => {
    const desk = await openDesk()
    await take(desk)
    breakNext(desk.store, failureOf[reason])
    expect((await take(desk)).entry.sequence).toBe(2)
    expect(await desk.store.entries.count()).toBe(2)
    expect(savedActs.current()).toBe(0)
  },
)

test('[K174] on a disk that is full nothing is tried twice', async () => {
  const desk = await openDesk()
  breakNext(desk.store, failureOf['no-space'])
  const put = vi.spyOn(desk.store.settings, 'put').mockRejectedValue(failureOf['no-space'])
  await expect(take(desk)).rejects.toMatchObject({ notSaved: 'no-space' })
  put.mockRestore()
  expect(await desk.store.entries.count()).toBe(0)
})

test('[K174] a handle that the browser closed is taken anew under the act', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  desk.store.close()
  expect((await redeemPass(desk.store, desk.device, asked, desk.now)).entry.sequence).toBe(1)
})

test('[J51] a store that is silent is not waited for without end', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  desk.store.transaction = silence(desk.store)
  const taking = redeemPass(desk.store, desk.device, asked, desk.now).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(silentWithin)
  vi.useRealTimers()
  expect(await taking).toMatchObject({ notSaved: 'store-closed' })
  expect(await desk.store.entries.count()).toBe(0)
})

test('[J52] a connection that is lost after the commit does not make a saved act unsaved', async () => {
  const desk = await openDesk()
  breakNext(desk.store, failureOf['store-closed'], { when: 'after' })
  const { entry, verdict } = await take(desk)
  expect(verdict.type).toBe('accepted')
  expect(await desk.store.entries.toArray()).toMatchObject([{ id: entry.id, sequence: 1 }])
})

test('[J53] for room only what can come again is dropped', async () => {
  const desk = await openDesk()
  await take(desk)
  await rememberBalance(desk.store, '7F3K9QWX2M4T', { type: 'later', telephone: '04' }, noon)
  breakNext(desk.store, failureOf['no-space'])
  const put = vi.spyOn(desk.store.settings, 'put').mockRejectedValue(failureOf['no-space'])
  await expect(take(desk)).rejects.toMatchObject({ notSaved: 'no-space' })
  put.mockRestore()
  expect(await desk.store.balances.count()).toBe(0)
  expect(await desk.store.entries.count()).toBe(1)
  expect(await desk.store.files.count()).toBeGreaterThan(0)
})

test('[J53] a failure without a name on a full disk says that it is full', async () => {
  const desk = await openDesk()
  breakNext(desk.store, failureOf['store-broken'])
  const put = vi.spyOn(desk.store.settings, 'put').mockRejectedValue(failureOf['store-broken'])
  await expect(take(desk)).rejects.toMatchObject({ notSaved: 'no-space' })
  put.mockRestore()
  expect((await take(desk)).entry.sequence).toBe(1)
})

test('[J54] room is what was really written and read back, and nothing of it stays', async () => {
  const { store } = await openDesk()
  const settings = await store.settings.count()
  expect(await writesAndReadsBack(store, 1_000_000)).toBe(true)
  expect(await store.settings.count()).toBe(settings)
  const another = { name: 'canary', value: new Uint8Array(1_000_000) }
  const get = vi.spyOn(store.settings, 'get').mockReturnValue(Dexie.Promise.resolve(another))
  expect(await writesAndReadsBack(store, 1_000_000)).toBe(false)
  get.mockRestore()
  store.close()
  expect(await writesAndReadsBack(store, 1000)).toBe(false)
})

const failureOf = {
  'no-space': named('QuotaExceededError', 'quota'),
  'store-closed': named('DatabaseClosedError', 'the browser closed it'),
  'store-broken': named('UnknownError', 'Internal error'),
}

/** The next writing transactions fail: before they do anything, or when they are complete already. */
function breakNext(
  store: Store,
  failure: Error,
  { when = 'before', times = 1 }: { readonly when?: 'before' | 'after'; readonly times?: number } = {},
): void {
  const transaction = store.transaction.bind(store) as (...given: unknown[]) => Promise<unknown>
  let left = times
  store.transaction = (async (...given: unknown[]) => {
    if (given[0] === 'r') return transaction(...given)
    if (--left === 0) store.transaction = transaction as unknown as Store['transaction']
    if (when === 'after') await transaction(...given)
    throw failure
  }) as unknown as Store['transaction']
}

function silence(store: Store): Store['transaction'] {
  const transaction = store.transaction.bind(store) as (...given: unknown[]) => Promise<unknown>
  return ((...given: unknown[]) => {
    if (given[0] === 'r') return transaction(...given)
    store.transaction = transaction as unknown as Store['transaction']
    return new Promise(() => undefined)
  }) as unknown as Store['transaction']
}

async function take(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}
