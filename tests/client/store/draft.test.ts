// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { createDrafts, draftLasts } from '#client/store/draft.ts'
import { forgetDevice } from '#client/store/retire.ts'
import { aUuid, valueOf } from '#tests/support/builders.ts'
import { openDesk, openStoreIn } from './a-desk.ts'

test('[U10] what was on a form is there again in a page that opens the store anew, until it is done', async () => {
  const desk = await openDesk()
  const value = { scanned: { text: '7F3K', source: 'typed', at: 1 }, said: { age: '26-45' } }
  await createDrafts(desk.store, desk.device, desk.now).keep('handover', value)
  desk.store.close()
  const store = await openStoreIn(desk.indexedDB)
  const drafts = createDrafts(store, desk.device, desk.now)
  expect(await drafts.read('handover')).toEqual(value)
  expect(await drafts.read('redeem')).toBeUndefined()
  expect(await createDrafts(store, aUuid(77), desk.now).read('handover')).toBeUndefined()
  await drafts.drop('handover')
  expect(await drafts.read('handover')).toBeUndefined()
  store.close()
})

test('[U10] a draft is gone once whoever stood there is: also when the clock was set back', async () => {
  const desk = await openDesk()
  const drafts = createDrafts(desk.store, desk.device, desk.now)
  for (const later of [draftLasts, -draftLasts]) {
    await drafts.keep('redeem', 'a code')
    desk.server.now += later - Math.sign(later)
    expect(await drafts.read('redeem')).toBe('a code')
    desk.server.now += Math.sign(later)
    expect(await drafts.read('redeem')).toBeUndefined()
    expect(await desk.store.settings.where('name').startsWith('draft/').count()).toBe(0)
  }
})

test('[U10] a draft that cannot be written or read stops nothing, and leaves with its device', async () => {
  const desk = await openDesk()
  const drafts = createDrafts(desk.store, desk.device, desk.now)
  await drafts.keep('redeem', () => 'no plain data')
  expect(await drafts.read('redeem')).toBeUndefined()
  await drafts.keep('redeem', 'a code')
  expect(valueOf(await forgetDevice(desk.store, desk.device))).toBe('forgotten')
  expect(await desk.store.settings.where('name').startsWith('draft/').count()).toBe(0)
  desk.store.close()
  expect(await drafts.read('redeem')).toBeUndefined()
})
