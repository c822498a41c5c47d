// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import type { BalanceResponse } from '#protocol/balance.ts'
import { openStore, storeAnswers } from '#client/store/database.ts'
import { countPending, lastAct, listEntries } from '#client/store/list-entries.ts'
import type { Observable } from '#client/store/observable.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { recallBalance, rememberBalance } from '#client/store/seen-balances.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { noon } from '#tests/support/builders.ts'
import { openDesk } from './a-desk.ts'

test('[J29] a newer app in another tab takes the store over, and the older one is told', async () => {
  const indexedDB = new IDBFactory()
  const superseded = vi.fn()
  const store = await openStore({ indexedDB, IDBKeyRange, onSuperseded: superseded })
  await new Promise((resolve, reject) => {
    const newer = indexedDB.open('carnet', 1000)
    newer.onsuccess = resolve
    newer.onerror = reject
  })
  expect(superseded).toHaveBeenCalledOnce()
  expect(store.isOpen()).toBe(false)
  expect(await storeAnswers(store, 100)).toBe(false)
})

test('[J29] no key of an enrolment can be read out of the store', async () => {
  const { store } = await openDesk()
  const [enrolment] = await store.enrolments.toArray()
  const secrets = [enrolment?.keys.privateKey, ...(enrolment?.numberKeys ?? [])]
  expect(secrets.map((key) => key?.extractable)).toEqual([false, false, false])
})

test('[J30] what a person sees follows what is stored', async () => {
  const desk = await openDesk()
  const entries = listEntries(desk.store, desk.device)
  const last = lastAct(desk.store, desk.device)
  const pending = countPending(desk.store, desk.device)
  const stops = [entries, last, pending].map((live: Observable<unknown>) => live.subscribe(() => undefined))
  const { entry } = await redeemPass(
    desk.store,
    desk.device,
    { read: await desk.read(), service: 'basics' },
    desk.now,
  )
  await vi.waitFor(() => expect(last.current()?.id).toBe(entry.id))
  await vi.waitFor(() => expect(pending.current()).toBe(1))
  await pushEntries(desk.link)
  await vi.waitFor(() => expect(pending.current()).toBe(0))
  await voidRedemption(desk.store, desk.device, entry.id, 'mistake', desk.now)
  await vi.waitFor(() => expect(last.current()).toBeNull())
  await vi.waitFor(() => expect(entries.current()?.map(({ kind }) => kind)).toEqual(['void', 'redemption']))
  for (const stop of stops) stop()
})

test('[J31] the last balance of a code opens again without a network, and the code is not kept', async () => {
  const { store } = await openDesk()
  const response: BalanceResponse = { type: 'later', telephone: '04' }
  await rememberBalance(store, '7F3K9QWX2M4T', response, noon)
  expect(await recallBalance(store, '7F3K9QWX2M4T')).toMatchObject({ response, at: noon })
  expect(await recallBalance(store, 'another')).toBeUndefined()
  expect(JSON.stringify(await store.balances.toArray())).not.toContain('7F3K')
})
