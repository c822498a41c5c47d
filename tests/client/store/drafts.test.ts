// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { createDevice } from '#client/device/create-device.ts'
import { createDrafts, draftLasts, type DraftName } from '#client/store/drafts.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { forgetDevice } from '#client/store/retire.ts'
import type { Store } from '#client/store/database.ts'
import { aUuid, valueOf } from '#tests/support/builders.ts'
import { openDesk, openStoreIn } from './a-desk.ts'

const content = { scanned: [{ text: '7F3K' }], said: { language: 'ar' } }
const names = Object.keys(draftLasts) as readonly DraftName[]

test('[U10] [K282] what was on a form is there again in a page that opens the store anew, until it is done', async () => {
  const desk = await openDesk()
  await createDrafts(desk.store, desk.device, desk.now).keep('handover', content)
  desk.store.close()
  const store = await openStoreIn(desk.indexedDB)
  const drafts = createDrafts(store, desk.device, desk.now)
  expect(await drafts.read('handover')).toEqual(content)
  expect(await drafts.read('redeem')).toBeUndefined()
  expect(await createDrafts(store, aUuid(77), desk.now).read('handover')).toBeUndefined()
  await drafts.drop('handover')
  expect(await drafts.read('handover')).toBeUndefined()
})

test.each(names)(
  '[U10] [K282] a draft of %s is gone after its time, also when the clock was set back',
  async (name) => {
    const desk = await openDesk()
    const drafts = createDrafts(desk.store, desk.device, desk.now)
    for (const later of [draftLasts[name], -draftLasts[name]]) {
      await drafts.keep(name, content)
      desk.server.now += later - Math.sign(later)
      expect(await drafts.read(name)).toEqual(content)
      desk.server.now += Math.sign(later)
      expect(await drafts.read(name)).toBeUndefined()
      expect(await countKept(desk.store)).toBe(0)
    }
  },
)

test('[U10] [K282] a draft that cannot be written or read stops nothing, and leaves with its device', async () => {
  const desk = await openDesk()
  const drafts = createDrafts(desk.store, desk.device, desk.now)
  await drafts.keep('redeem', () => 'no plain data')
  expect(await drafts.read('redeem')).toBeUndefined()
  for (const name of names) await drafts.keep(name, content)
  expect(await countKept(desk.store)).toBe(names.length)
  expect(valueOf(await forgetDevice(desk.store, desk.device))).toBe('forgotten')
  expect(await countKept(desk.store)).toBe(0)
  desk.store.close()
  expect(await drafts.read('redeem')).toBeUndefined()
})

test('[U28] what was left half done and is never opened again is gone when the device is put to work after its time', async () => {
  const desk = await openDesk()
  const drafts = createDrafts(desk.store, desk.device, desk.now)
  const enrolment = await enrolmentOf(desk.store, desk.device)
  if (!enrolment) throw new Error('not enrolled')
  const samira = aUuid(31)
  for (const name of names) await drafts.keep(name, content)
  await drafts.keep('group', content, samira)
  await desk.store.settings.put({ name: `draft/${desk.device}/other`, value: 'of another app' })
  desk.server.now += draftLasts.handover + MINUTE
  createDevice(desk.store, enrolment, desk.world)
  const lasting = names.filter((name) => draftLasts[name] > draftLasts.handover)
  // And that of somebody who shares the tablet.
  await vi.waitFor(async () => expect(await countKept(desk.store)).toBe(lasting.length + 1))
  for (const name of lasting) expect(await drafts.read(name)).toEqual(content)
  expect(await drafts.read('group', samira)).toEqual(content)
  desk.server.now += draftLasts.group
  createDevice(desk.store, enrolment, desk.world)
  await vi.waitFor(async () => expect(await countKept(desk.store)).toBe(0))
})

test('[U17] what has an owner is found by its owner alone and waits for them', async () => {
  const desk = await openDesk()
  const drafts = createDrafts(desk.store, desk.device, desk.now)
  const [samira, paul] = [aUuid(31), aUuid(32)]
  await drafts.keep('group', content, samira)
  expect(await drafts.read('group', paul)).toBeUndefined()
  expect(await drafts.read('group')).toBeUndefined()
  await drafts.keep('group', { scanned: [] }, paul)
  await drafts.drop('group', paul)
  expect(await drafts.read('group', samira)).toEqual(content)
  desk.server.now += draftLasts.group
  expect(await drafts.read('group', samira)).toBeUndefined()
})

function countKept(store: Store): Promise<number> {
  return store.settings.where('name').startsWith('draft').count()
}
