import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDayOf, DAY, HOUR, isCalendarDay } from '#domain/instant.ts'
import { lastUseOf } from '#domain/batch.ts'
import { aBatch } from '#tests/support/builders.ts'

test('[V5] a day is the one of the zone, not of the machine nor of UTC', () => {
  const at = Date.parse('2026-12-31T23:30:00Z')
  expect(calendarDayOf(at, 'Europe/Paris')).toBe('2027-01-01')
  expect(calendarDayOf(at, 'UTC')).toBe('2026-12-31')
  expect(calendarDayOf(at, 'America/Martinique')).toBe('2026-12-31')
  expect(calendarDayOf(at, 'Pacific/Noumea')).toBe('2027-01-01')
})

test('[V5] days are written so that their texts compare as the days do', () => {
  const instants = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2099-12-31') })
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const [a, b] = [
        calendarDayOf(Math.min(one, other), 'Europe/Paris'),
        calendarDayOf(Math.max(one, other), 'Europe/Paris'),
      ]
      expect(isCalendarDay(a)).toBe(true)
      expect(a <= b).toBe(true)
    }),
  )
})

test('[V5] the day of Paris is the one that the database of zones says, at every instant since 1970', () => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })
  const instants = fc.integer({ min: 0, max: Date.parse('2199-12-31') })
  // At random few of them are near a midnight.
  const midnights = instants.map((at) => Math.round(at / DAY) * DAY - (at % (3 * HOUR)))
  fc.assert(
    fc.property(fc.oneof(instants, midnights), (at) => {
      expect(calendarDayOf(at, 'Europe/Paris')).toBe(format.format(at))
    }),
    { numRuns: 2000 },
  )
})

test('[V5] days are counted, not hours: a change of summer time, a month and a leap day cost nothing', () => {
  expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
})

test('[V5] adding days goes forth and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -4000, max: 4000 }), (start, days) => {
      const day = new Date(start * DAY).toISOString().slice(0, 10)
      expect(addDays(addDays(day, days), -days)).toBe(day)
    }),
  )
})

test('[V5] the last use is thirty days after the end', () => {
  expect(lastUseOf(aBatch({ endDay: '2026-12-31' }))).toBe('2027-01-30')
  expect(lastUseOf(aBatch({ endDay: '2028-01-31' }))).toBe('2028-03-01')
})

test('[V5] what is not a day of the calendar is not one', () => {
  expect(['2026-11-23', '2028-02-29'].every(isCalendarDay)).toBe(true)
  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '23/11/2026',
    '',
    '2026-11-23T00:00Z',
  ]) {
    expect(isCalendarDay(text)).toBe(false)
  }
})
