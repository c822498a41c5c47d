import { expect, test } from 'vitest'
import { draftLasts, draftsOf } from '#client/store/drafts.ts'
import { forgetDevice } from '#client/store/retire.ts'
import { openDesk, openStoreIn } from './a-desk.ts'

const content = { scanned: [{ text: '7F3K' }], said: { language: 'ar' } }

test('[K282] a draft outlives the page, and each device has its own', async () => {
  const desk = await openDesk()
  await draftsOf(desk.store, desk.device, desk.now).keep('handover', content)
  desk.store.close()
  const store = await openStoreIn(desk.indexedDB)
  expect(await draftsOf(store, desk.device, desk.now).read('handover')).toEqual(content)
  expect(await draftsOf(store, desk.device, desk.now).read('group')).toBeUndefined()
  expect(await draftsOf(store, 'another', desk.now).read('handover')).toBeUndefined()
})

test('[K282] what was said is gone once it is given or left, after twelve hours, and with its device', async () => {
  const desk = await openDesk()
  const drafts = draftsOf(desk.store, desk.device, desk.now)
  const kept = async () =>
    (await desk.store.settings.toArray()).filter(({ name }) => name.startsWith('draft-'))
  await drafts.keep('handover', content)
  await drafts.drop('handover')
  expect(await kept()).toEqual([])

  await drafts.keep('handover', content)
  desk.server.now += draftLasts - 1
  expect(await drafts.read('handover')).toEqual(content)
  desk.server.now += 1
  expect(await drafts.read('handover')).toBeUndefined()
  expect(await kept()).toEqual([])

  await drafts.keep('group', content)
  await forgetDevice(desk.store, desk.device)
  expect(await kept()).toEqual([])
})
