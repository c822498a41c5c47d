import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, MINUTE, SECOND } from '#domain/instant.ts'
import { claimedAt, decodeEntry } from '#protocol/journal-entry.ts'
import { clockAfter, deviceClock, measureOffset } from '#client/store/clock.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { noon, valueOf } from '#tests/support/builders.ts'
import { openDesk, openStoreIn } from './a-desk.ts'
import { openStore } from '#client/store/database.ts'
import { IDBKeyRange } from 'fake-indexeddb'

test('[J27] a device’s time is never below its floor, and its entry leads to the very instant', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: -DAY, max: DAY })),
      fc.integer({ min: -DAY, max: DAY }),
      (offset, behind) => {
        const clock = { offset, measuredAt: noon, floor: noon + behind }
        const told = deviceClock({ clock }, () => noon)
        expect(told.at).toBeGreaterThanOrEqual(clock.floor)
        expect(told.verified).toBe(offset !== null && noon + offset >= clock.floor - 5 * MINUTE)
        expect(told.offset === null).toBe(!told.verified)
        if (told.verified) {
          expect(claimedAt({ deviceTime: told.deviceTime, clockOffset: told.offset })).toBe(told.at)
        }
      },
    ),
  )
})

test('[J27] the offset is measured by the middle of the request', () => {
  expect(measureOffset({ serverTime: noon, sentAt: noon - 100, receivedAt: noon - 40 })).toBe(70)
})

test('[J28] a clock that was set back makes what hangs on the date deferred, until the next contact', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'dance' }
  const wayBack = () => noon - 400 * DAY
  const { verdict, entry } = await redeemPass(desk.store, desk.device, asked, wayBack)
  expect(verdict.type).toBe('deferred:clock-unverified')
  expect(entry.at).toBe(noon)
  expect(valueOf(decodeEntry(entry.bytes)).clockOffset).toBeNull()
})

test('[J28] a contact lowers a floor that a wrong clock had raised', () => {
  const contact = { serverTime: noon, sentAt: noon + DAY - SECOND, receivedAt: noon + DAY + SECOND }
  const clock = clockAfter(contact, noon - MINUTE)
  expect(clock).toEqual({ offset: -DAY, measuredAt: noon + DAY + SECOND, floor: noon })
  expect(deviceClock({ clock }, () => noon + DAY)).toMatchObject({ at: noon, verified: true })
})

test('[J28] each act raises the floor, and so does a newer build', async () => {
  const desk = await openDesk()
  desk.server.now += MINUTE
  await redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
  const floor = async () => (await desk.store.enrolments.get(desk.device))?.clock.floor
  expect(await floor()).toBe(noon + MINUTE)
  await openStoreIn(desk.indexedDB)
  expect(await floor()).toBe(noon + MINUTE)
  await openStore({ indexedDB: desk.indexedDB, IDBKeyRange, builtAt: noon + DAY })
  expect(await floor()).toBe(noon + DAY)
})
