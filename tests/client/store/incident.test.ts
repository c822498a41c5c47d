// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { createDevices } from '#client/device/open-devices.ts'
import { keepMark } from '#client/store/keep-mark.ts'
import {
  forgetMarks,
  lostDevices,
  parseMarks,
  putMarks,
  readMarks,
  type DeviceMark,
} from '#client/store/marker.ts'
import { keepIncident, recordIncident } from '#client/store/incident.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import { aUuid, valueOf } from '#tests/support/builders.ts'
import { openDesk, openStoreIn, type Desk } from './a-desk.ts'
import { memoryPlace } from './memory-place.ts'

const mark: DeviceMark = { device: aUuid(1), role: 'desk', place: 'Library', sequence: 4, unsent: 1 }

test('[J55] a marker outlives one of its places, and the one that knows of most acts is believed', async () => {
  const [kept, lost] = [memoryPlace(), memoryPlace()]
  await putMarks([kept, lost], [mark])
  lost.fails = true
  await putMarks([kept, lost], [{ ...mark, sequence: 5, unsent: 0 }])
  lost.fails = false
  expect(await readMarks([lost, kept])).toEqual([{ ...mark, sequence: 5, unsent: 0 }])
  kept.text = undefined
  expect(await readMarks([lost, kept])).toEqual([mark])
})

test('[J55] whatever stands in a place is read without harm', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(Array.isArray(parseMarks(text))).toBe(true)
    }),
  )
  expect(parseMarks(JSON.stringify([mark]))).toEqual([mark])
})

test('[J55] it follows what a device did and sent', async () => {
  const desk = await openDesk()
  const place = memoryPlace()
  await createDevices(desk.store, desk.world, [place])
  const marked = () => parseMarks(place.text)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ device: desk.device, sequence: 0, unsent: 0 }]))
  desk.server.meet = async () => 503
  await take(desk)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ sequence: 1, unsent: 1 }]))
  desk.server.meet = async () => undefined
  await pushEntries(desk.link)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ sequence: 1, unsent: 0 }]))
  expect(place.text).not.toContain('Tablet 1')
})

test('[K177] the mark of a revoked device goes on saying the name of its place', async () => {
  const desk = await openDesk()
  const place = memoryPlace()
  const [enrolment] = await desk.store.enrolments.toArray()
  if (!enrolment) throw new Error('not enrolled')
  const stop = keepMark(desk.store, enrolment, [place])
  const marked = () => parseMarks(place.text)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ place: 'Maison des habitants', sequence: 0 }]))
  await take(desk)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ sequence: 1, unsent: 1 }]))
  desk.server.status = 'revoked'
  await pullKnowledge(desk.link)
  await pushEntries(desk.link)
  await vi.waitFor(() => expect(marked()).toMatchObject([{ place: 'Maison des habitants', unsent: 0 }]))
  stop()
})

test('[J56] a store that is empty although a device was in it is missed; a first start and a wiped device are not', async () => {
  const { desk, place } = await aLostStore()
  const again = await createDevices(await openStoreIn(new IDBFactory()), desk.world, [place])
  expect(again.lost.current()).toMatchObject([{ device: desk.device, sequence: 1, unsent: 1 }])
  expect(lostDevices([mark], [mark.device])).toEqual([])
  const first = await createDevices(await openStoreIn(new IDBFactory()), desk.world, [memoryPlace()])
  expect(first.lost.current()).toEqual([])
  await forgetMarks([place], [desk.device])
  const wiped = await createDevices(await openStoreIn(new IDBFactory()), desk.world, [place])
  expect(wiped.lost.current()).toEqual([])
})

test('[J56] a device that was taken out of service is missed by nobody, whatever its last acts left behind', async () => {
  const desk = await openDesk()
  const places = [memoryPlace(), memoryPlace()]
  const devices = await createDevices(desk.store, desk.world, places)
  await take(desk)
  await vi.waitFor(() => expect(parseMarks(places[0]?.text)).toMatchObject([{ sequence: 1 }]))
  const [device] = devices.enrolled.current()?.all ?? []
  if (!device) throw new Error('nobody is enrolled')
  await pushEntries(desk.link)
  // Looks after the device's own marker does, and never stops: what it has seen the other would have seen.
  const witness = memoryPlace()
  keepMark(desk.store, device.enrolment, [witness])
  await vi.waitFor(() => expect(parseMarks(witness.text)).toMatchObject([{ sequence: 1 }]))
  valueOf(await device.retire())
  await vi.waitFor(() => expect(parseMarks(witness.text)).toMatchObject([{ sequence: 0 }]))
  await vi.waitFor(() => expect(devices.enrolled.current()?.all).toEqual([]))
  await vi.waitFor(async () => expect(await readMarks(places)).toEqual([]))
  // A change waits for those before: nothing comes after this.
  await forgetMarks([memoryPlace()], [])
  expect(places.map(({ text }) => text)).toEqual(['[]', '[]'])
})

test('[J57] the new device says first what was lost, once, and the marker is cleared', async () => {
  const { desk, place } = await aLostStore()
  const previous = desk.device
  desk.server.device = aUuid(902)
  const store = await openStoreIn(new IDBFactory())
  const again = await createDevices(store, desk.world, [place])
  valueOf(await again.enrol(desk.server.link, 'Tablet 1'))
  expect(again.lost.current()).toEqual([])
  const [first] = await store.entries.toArray()
  const entry = valueOf(decodeEntry(first?.bytes ?? new Uint8Array()))
  expect(first).toMatchObject({ sequence: 1, device: aUuid(902), status: expect.any(String) })
  expect(bodyOf(entry, 'incident')).toEqual({ what: 'store-lost', previous, detail: 'sequence=1 unsent=1' })
  await vi.waitFor(() => expect(parseMarks(place.text).map(({ device }) => device)).toEqual([aUuid(902)]))
  expect(await recordIncident(store, aUuid(902), desk.now)).toBe(0)
})

test('[J57] without knowledge it is said as soon as that is here, and not twice', async () => {
  const desk = await openDesk()
  const head = await desk.store.heads.get(desk.device)
  await desk.store.heads.clear()
  await keepIncident(desk.store, desk.device, [mark, { ...mark, device: aUuid(2) }])
  await expect(recordIncident(desk.store, desk.device, desk.now)).rejects.toMatchObject({
    notSaved: 'nothing-known',
  })
  if (head) await desk.store.heads.put(head)
  expect(await recordIncident(desk.store, desk.device, desk.now)).toBe(2)
  await keepIncident(desk.store, desk.device, [mark])
  expect(await recordIncident(desk.store, desk.device, desk.now)).toBe(0)
  await pushEntries(desk.link)
  await pullKnowledge(desk.link)
  expect(desk.server.entries).toHaveLength(2)
})

/** A device with one unsent act, whose store is gone: what is left is the marker. */
async function aLostStore() {
  const desk = await openDesk()
  const place = memoryPlace()
  desk.server.meet = async () => 503
  await take(desk)
  await createDevices(desk.store, desk.world, [place])
  await vi.waitFor(() => expect(parseMarks(place.text)).toHaveLength(1))
  desk.server.meet = async () => undefined
  return { desk, place }
}

async function take(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}
