import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDayOf, DAY, HOUR, MINUTE, SECOND } from '#domain/instant.ts'
import { isRefused } from '#domain/verdict.ts'
import { claimedAt, decodeEntry } from '#protocol/journal-entry.ts'
import { clockAfter, deviceClock, measureOffset } from '#client/store/clock.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { noon, valueOf } from '#tests/support/builders.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { heldBy, openDesk, openStoreIn, type Desk } from './a-desk.ts'
import { openStore } from '#client/store/database.ts'
import { IDBKeyRange } from 'fake-indexeddb'

test('[J27] a device’s time is never below its floor, and its entry leads to the very instant', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: -DAY, max: DAY })),
      fc.integer({ min: -DAY, max: DAY }),
      (offset, behind) => {
        const clock = { offset, measuredAt: noon, floor: noon + behind }
        const told = deviceClock({ clock }, () => noon, noon - DAY)
        const lowest = Math.max(clock.floor, noon - DAY)
        expect(told.at).toBeGreaterThanOrEqual(lowest)
        expect(told.verified).toBe(offset !== null && noon + offset >= lowest - 5 * MINUTE)
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
  expect(deviceClock({ clock }, () => noon + DAY, noon)).toMatchObject({ at: noon, verified: true })
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

const wrongClocks = [
  ['three days fast', 3 * DAY],
  ['three days slow', -3 * DAY],
  ['twenty minutes fast', 20 * MINUTE],
  ['a year slow', -365 * DAY],
] as const

test.each(wrongClocks)(
  '[J63] a tablet that is %s dates its acts right after its first contact, and is verified',
  async (_, wrong) => {
    const desk = await openDesk()
    const { now } = wrongBy(desk, wrong)
    await meetServer(desk, now)
    desk.server.now += MINUTE
    const { entry, verdict } = await redeemPass(desk.store, desk.device, await asked(desk), now)
    expect(verdict.type).toBe('accepted')
    expect(entry.at).toBe(noon + MINUTE)
    const decoded = valueOf(decodeEntry(entry.bytes))
    expect(decoded.deviceTime).toBe(noon + MINUTE + wrong)
    expect(claimedAt(decoded)).toBe(noon + MINUTE)
  },
)

test.each(wrongClocks)(
  '[J63] a tablet whose clock becomes %s between two contacts refuses nobody for it',
  async (_, wrong) => {
    const desk = await openDesk()
    const { now } = wrongBy(desk, wrong)
    const { entry, verdict } = await redeemPass(desk.store, desk.device, await asked(desk), now)
    expect(isRefused(verdict.type)).toBe(false)
    expect(entry.at).toBeGreaterThanOrEqual(noon)
    await meetServer(desk, now)
    desk.server.now += MINUTE
    const enrolment = await desk.store.enrolments.get(desk.device)
    expect(enrolment && deviceClock(enrolment, now, noon)).toMatchObject({
      at: desk.server.now,
      verified: true,
    })
  },
)

test('[J64] whatever a clock does, entries keep their order in time and knowledge is never younger than nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -40 * DAY, max: 5 * DAY }), { minLength: 2, maxLength: 6 }),
      async (jumps) => {
        const desk = await openDesk()
        const read = await desk.read()
        let clock = noon
        for (const jump of jumps) {
          clock = Math.max(0, clock + jump)
          const { verdict } = await redeemPass(
            desk.store,
            desk.device,
            { read, service: 'basics' },
            () => clock,
          )
          expect(isRefused(verdict.type)).toBe(false)
          const enrolment = await desk.store.enrolments.get(desk.device)
          const at = enrolment && deviceClock(enrolment, () => clock, noon).at
          expect(at).toBeGreaterThanOrEqual((await heldBy(desk)).head.issuedAt)
        }
        const entries = await desk.store.entries.toArray()
        const times = entries.map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        for (const { bytes, at } of entries) {
          const entry = valueOf(decodeEntry(bytes))
          if (entry.clockOffset !== null) expect(claimedAt(entry)).toBe(at)
        }
      },
    ),
    { numRuns: 8 },
  )
}, 30_000)

test('[J64] in a workshop whose clock is set back, the same pass is still asked about', async () => {
  const desk = await openDesk()
  desk.server.now += 5 * MINUTE
  await redeemPass(desk.store, desk.device, await asked(desk), desk.now)
  const back = () => noon - 2 * DAY
  const checked = await checkOnly(desk.store, desk.device, await asked(desk), back)
  expect(checked.repeats?.at).toBe(noon + 5 * MINUTE)
  // Somebody sets it right again: ten minutes after the act nobody is asked.
  desk.server.now += 11 * MINUTE
  expect((await checkOnly(desk.store, desk.device, await asked(desk), desk.now)).repeats).toBeUndefined()
})

test('[J64] a jump ahead and back is put right by the next contact, and what it dated stays in its order', async () => {
  const desk = await openDesk()
  await redeemPass(desk.store, desk.device, await asked(desk), () => noon + 2 * DAY)
  const back = await redeemPass(desk.store, desk.device, await asked(desk), desk.now)
  expect(back.entry.at).toBe(noon + 2 * DAY)
  expect(valueOf(decodeEntry(back.entry.bytes)).clockOffset).toBeNull()
  desk.server.now += MINUTE
  await pushEntries(desk.link)
  const { entry } = await redeemPass(desk.store, desk.device, await asked(desk), desk.now)
  expect(entry).toMatchObject({ at: noon + MINUTE, sequence: 3 })
})

test('[J63] the night in which summer time ends has one order, and days are those of the programme', () => {
  const before = Date.parse('2026-10-25T02:30:00+02:00')
  const after = Date.parse('2026-10-25T02:30:00+01:00')
  expect(after - before).toBe(60 * MINUTE)
  const clock = { offset: 0, measuredAt: before, floor: before }
  expect(deviceClock({ clock }, () => after, before)).toMatchObject({ at: after, verified: true })
  expect([before, after].map((at) => calendarDayOf(at, 'Europe/Paris'))).toEqual(['2026-10-25', '2026-10-25'])
  expect(calendarDayOf(Date.parse('2026-10-24T22:30:00Z'), 'Europe/Paris')).toBe('2026-10-25')
  expect(process.env.TZ).toBe('America/St_Johns')
})

const lastDay = Date.parse('2027-01-30T12:00:00Z')

test.each([1, 9, 60, 4000])(
  '[K172] a clock that is set %i days ahead refuses no pass as expired',
  async (days) => {
    const desk = await openDesk()
    desk.server.now = lastDay
    await desk.server.publish()
    await meetServer(desk, desk.now)
    const ahead = () => desk.server.now + days * DAY
    const { verdict, entry } = await redeemPass(desk.store, desk.device, await asked(desk), ahead)
    expect(verdict.type).toBe('deferred:clock-unverified')
    expect(valueOf(decodeEntry(entry.bytes)).clockOffset).toBeNull()
    await meetServer(desk, ahead)
    desk.server.now += MINUTE
    // The date is believed again; what was served stands beyond the list.
    expect((await checkOnly(desk.store, desk.device, await asked(desk), ahead)).verdict.type).toBe(
      'deferred:limit-reached',
    )
  },
)

test('[K172] what has passed by a clock that nobody sets is past: a pass expires without a network too', async () => {
  const desk = await openDesk()
  desk.server.now = lastDay
  await meetServer(desk, desk.now)
  await redeemPass(desk.store, desk.device, await asked(desk), desk.now)
  desk.server.now += 2 * DAY
  expect((await checkOnly(desk.store, desk.device, await asked(desk), desk.now)).verdict.type).toBe(
    'refused:expired',
  )
})

test('[K172] a page that was opened since the last contact refuses by date what was over before it', async () => {
  const desk = await openDesk()
  const opened = (at: number) => openStore({ indexedDB: desk.indexedDB, IDBKeyRange, elapsed: () => at })
  desk.server.now = lastDay
  await meetServer(desk, desk.now)
  const after = () => lastDay + 3 * DAY
  const verdict = async () =>
    (await checkOnly(await opened(0), desk.device, await asked(desk), after)).verdict.type
  expect(await verdict()).toBe('deferred:clock-unverified')
  desk.server.now = lastDay + 2 * DAY
  await meetServer(desk, desk.now)
  expect(await verdict()).toBe('refused:expired')
})

test('[K173] a clock that was set back is seen though nothing was done since the last contact', async () => {
  const desk = await openDesk()
  desk.server.now += 3 * HOUR
  const back = () => noon + 2 * HOUR
  const { entry } = await redeemPass(desk.store, desk.device, await asked(desk), back)
  expect(entry.at).toBe(noon + 3 * HOUR)
  expect(valueOf(decodeEntry(entry.bytes)).clockOffset).toBeNull()
})

test('[K173] an act is dated by nobody ten days after the last word of the server', async () => {
  const desk = await openDesk()
  const opened = await openStore({ indexedDB: desk.indexedDB, IDBKeyRange, elapsed: () => 0 })
  const offsetAfter = async (days: number) => {
    const now = () => noon + days * DAY
    const { entry } = await redeemPass(opened, desk.device, await asked(desk), now)
    return valueOf(decodeEntry(entry.bytes)).clockOffset
  }
  expect([await offsetAfter(9), await offsetAfter(11)]).toEqual([0, null])
})

/** The device's own clock beside the right one. */
function wrongBy(desk: Desk, wrong: number) {
  return { now: () => desk.server.now + wrong }
}

/** One contact, measured by a clock that may be wrong. */
async function meetServer(desk: Desk, now: () => number) {
  const enrolment = await desk.store.enrolments.get(desk.device)
  if (!enrolment) throw new Error('not enrolled')
  await pullKnowledge(createLink(desk.store, enrolment, { ...desk.world, now }))
}

async function asked(desk: Desk) {
  return { read: await desk.read(), service: 'basics' }
}
