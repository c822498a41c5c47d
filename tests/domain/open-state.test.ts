import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, DAY, HOUR, MINUTE, type CalendarDay } from '#domain/instant.ts'
import { localTimeOf } from '#domain/local-time.ts'
import { minutesOfDay, parseOpeningHours, type OpeningHours } from '#domain/opening-hours.ts'
import { openStateAt, openingsOn, weekdayOf, type OpenState } from '#domain/open-state.ts'
import { isPublicHoliday } from '#domain/public-holidays.ts'

const paris = 'Europe/Paris'

test('[B32] open until, closed until, by the clock on the wall', () => {
  const hours = 'Mo-Fr 09:00-12:00,14:00-17:00; Tu off'
  expect(stateAt(hours, '2026-11-25', '11:59')).toEqual(open('2026-11-25', '12:00'))
  expect(stateAt(hours, '2026-11-25', '12:00')).toEqual(closed('2026-11-25', '14:00'))
  expect(stateAt(hours, '2026-11-25', '17:00')).toEqual(closed('2026-11-26', '09:00'))
  expect(stateAt(hours, '2026-11-27', '18:00')).toEqual(closed('2026-11-30', '09:00'))
  expect(stateAt(hours, '2026-11-30', '18:00')).toEqual(closed('2026-12-02', '09:00'))
})

test('[B32] what began last night still counts, and midnight belongs to the day that ends', () => {
  expect(stateAt('Fr 22:00-02:00', '2026-11-28', '01:30')).toEqual(open('2026-11-28', '02:00'))
  expect(stateAt('Fr 22:00-02:00', '2026-11-27', '23:00')).toEqual(open('2026-11-28', '02:00'))
  expect(stateAt('Fr 08:00-24:00', '2026-11-27', '23:00')).toEqual(open('2026-11-27', '24:00'))
  expect(stateAt('Sa 00:00-08:00', '2026-11-27', '23:00')).toEqual(closed('2026-11-28', '00:00'))
  expect(stateAt('24/7', '2026-11-27', '23:00')).toEqual({ type: 'open', closes: undefined })
  expect(stateAt('Mo-Su off', '2026-11-27', '23:00')).toEqual({ type: 'closed', opens: undefined })
})

test('[B33] a public holiday of which a place says nothing is neither open nor closed', () => {
  expect(stateAt('Mo-Fr 09:00-17:00', '2026-05-14', '10:00')).toEqual({ type: 'unsure' })
  expect(stateAt('Mo-Fr 09:00-17:00; PH off', '2026-05-14', '10:00')).toEqual(closed('2026-05-15', '09:00'))
  expect(stateAt('Mo-Fr 09:00-17:00; PH 09:00-11:00', '2026-05-14', '10:00')).toEqual(
    open('2026-05-14', '11:00'),
  )
  // Nobody is sent to a door on a day that may be closed.
  expect(stateAt('Mo-Fr 09:00-17:00', '2026-05-13', '18:00')).toEqual(closed('2026-05-15', '09:00'))
})

test('[B34] the hour is the one of Paris on any device and through both changes of summer time', () => {
  const hours = parse('Su 02:30-04:00; Mo-Fr 09:00-17:00')
  const at = (text: string) => openStateAt(hours, localTimeOf(Date.parse(text), paris), never)
  // From 01:59 the clocks go to 03:00.
  expect(at('2026-03-29T00:59:00Z')).toEqual(closed('2026-03-29', '02:30'))
  expect(at('2026-03-29T01:00:00Z')).toEqual(open('2026-03-29', '04:00'))
  // 02:30 comes twice.
  expect(at('2026-10-25T00:30:00Z')).toEqual(open('2026-10-25', '04:00'))
  expect(at('2026-10-25T01:30:00Z')).toEqual(open('2026-10-25', '04:00'))
  expect(at('2026-10-25T03:00:00Z')).toEqual(closed('2026-10-26', '09:00'))
  expect(at('2026-11-25T23:30:00Z')).toEqual(closed('2026-11-26', '09:00'))
})

test('[B34] the clock on the wall agrees with the offset of its zone, minute by minute of a year', () => {
  const instants = fc.integer({
    min: Date.parse('2026-01-01') / MINUTE,
    max: Date.parse('2027-01-01') / MINUTE,
  })
  const summer = [Date.parse('2026-03-29T01:00:00Z'), Date.parse('2026-10-25T01:00:00Z')] as const
  fc.assert(
    fc.property(instants, (minutes) => {
      const instant = minutes * MINUTE
      const offset = instant >= summer[0] && instant < summer[1] ? 2 * HOUR : HOUR
      const local = new Date(instant + offset).toISOString()
      expect(localTimeOf(instant, paris)).toEqual({
        day: local.slice(0, 10),
        minute: minutesIn(local.slice(11, 16)),
      })
    }),
  )
})

test('[B32] the state is what a look at every minute says', () => {
  const texts = fc.constantFrom(
    'Mo-Th 08:00-12:00,14:00-17:00; Fr 08:00-12:00',
    'Tu-Fr 10:00-12:30,15:00-18:00; Sa 10:00-12:30; Th off; PH off',
    'Fr,Sa 20:00-03:00; Su 02:00-05:00; PH 22:00-01:00',
    'Mo 00:00-24:00; Tu 00:00-10:00',
    'We 14:00-17:00',
  )
  const days = fc.integer({ min: 0, max: 900 }).map((ahead) => addDays('2025-12-01', ahead))
  fc.assert(
    fc.property(texts, days, fc.integer({ min: 0, max: minutesOfDay - 1 }), (text, day, minute) => {
      const hours = parse(text)
      const state = openStateAt(hours, { day, minute }, isPublicHoliday)
      const isOpen = (from: number) => isOpenAt(hours, day, from)
      expect(state.type === 'open').toBe(isOpen(minute))
      if (state.type === 'unsure') {
        expect([isPublicHoliday(day), hours.onHolidays]).toEqual([true, undefined])
        return
      }
      const change = state.type === 'open' ? state.closes : state.opens
      const until = change ? minutesBetween(day, change.day) + change.minute : minute + 7 * minutesOfDay
      expect(until).toBeGreaterThan(minute)
      for (let at = minute; at < until; at += 1)
        if (isOpen(at) !== (state.type === 'open')) throw new Error(`${at}`)
      if (change) expect(isOpen(until)).toBe(state.type !== 'open')
    }),
    { numRuns: 60 },
  )
})

/** Without any of the reckoning that is tested: is a minute inside an opening of its day or of the day before? */
function isOpenAt(hours: OpeningHours, today: CalendarDay, minutes: number): boolean {
  const ahead = Math.floor(minutes / minutesOfDay)
  const minute = minutes - ahead * minutesOfDay
  const [before, day] = [addDays(today, ahead - 1), addDays(today, ahead)]
  const at = (of: CalendarDay) => (isHoliday(of) ? hours.onHolidays : hours.week[weekdayOf(of)]) ?? []
  return (
    at(day).some(({ from, to }) => from <= minute && minute < to) ||
    at(before).some(({ to }) => minute + minutesOfDay < to)
  )
}

test('[B32] the openings of a day are those of its weekday', () => {
  const hours = parse('Mo 09:00-12:00; We 14:00-17:00')
  expect(openingsOn(hours, '2026-11-25', never)).toEqual([{ from: 840, to: 1020 }])
  expect(openingsOn(hours, '2026-11-26', never)).toEqual([])
  expect(openingsOn(hours, '2026-11-25', () => true)).toBeUndefined()
})

const holidays = new Map<CalendarDay, boolean>()

/** Asked at every minute. */
function isHoliday(day: CalendarDay): boolean {
  const known = holidays.get(day) ?? isPublicHoliday(day)
  holidays.set(day, known)
  return known
}

function never(): boolean {
  return false
}

function parse(text: string): OpeningHours {
  const hours = parseOpeningHours(text)
  if (!hours.ok) throw new Error(`${text}: ${hours.error}`)
  return hours.value
}

function stateAt(text: string, day: CalendarDay, clock: string): OpenState {
  return openStateAt(parse(text), { day, minute: minutesIn(clock) }, isPublicHoliday)
}

function open(day: CalendarDay, clock: string): OpenState {
  return { type: 'open', closes: { day, minute: minutesIn(clock) } }
}

function closed(day: CalendarDay, clock: string): OpenState {
  return { type: 'closed', opens: { day, minute: minutesIn(clock) } }
}

function minutesIn(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

function minutesBetween(from: CalendarDay, to: CalendarDay): number {
  return ((Date.parse(to) - Date.parse(from)) / DAY) * minutesOfDay
}
