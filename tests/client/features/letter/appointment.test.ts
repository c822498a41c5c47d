import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#domain/instant.ts'
import type { Place } from '#domain/nearest-places.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { emptyDraft, wholeAppointment } from '#client/features/letter/appointment-draft.ts'
import { handsAt } from '#client/features/letter/clock-hands.ts'
import { weeksOf } from '#client/features/letter/month-weeks.ts'
import { firstPosterLanguages } from '#client/features/letter/poster-languages.ts'
import { aStructure } from '#tests/support/builders.ts'

const structure = aStructure({ id: 'near' })
const places: readonly Place[] = [
  { structure, services: [], metres: 50, hours: undefined, state: { type: 'unknown' } },
]
const today = '2026-11-25'

test('[N23] an appointment has a place, a day from today on and an hour, or is none', () => {
  const whole = { ...emptyDraft(places), day: '2026-12-17', clock: '14:30' }
  expect(wholeAppointment(whole, places, today)).toEqual({
    ...{ place: structure, day: '2026-12-17', minute: 870, bring: ['pass'] },
  })
  expect(wholeAppointment({ ...whole, day: today }, places, today)?.day).toBe(today)
  expect(wholeAppointment({ ...whole, day: '2026-11-24' }, places, today)).toBeUndefined()
  expect(wholeAppointment({ ...whole, day: '' }, places, today)).toBeUndefined()
  expect(wholeAppointment({ ...whole, clock: '' }, places, today)).toBeUndefined()
  expect(wholeAppointment({ ...whole, place: 'gone' }, places, today)).toBeUndefined()
})

test('[N24] the hands: quarter past three, and half past two between two hours', () => {
  const three = handsAt(15 * 60 + 15)
  expect(three.minute.x).toBeGreaterThan(0)
  expect(three.minute.y).toBeCloseTo(0)
  expect(three.hour.y).toBeGreaterThan(0)
  const half = handsAt(14 * 60 + 30)
  expect([half.minute.x, half.minute.y > 0]).toEqual([expect.closeTo(0), true])
  const degrees = (Math.atan2(half.hour.x, -half.hour.y) * 180) / Math.PI
  expect(degrees).toBeCloseTo(75)
  expect(handsAt(30)).toEqual(handsAt(12 * 60 + 30))
})

test('[N24] the weeks of a month begin on Monday and hold each of its days once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (ahead) => {
      const day = addDays('2020-01-01', ahead)
      const weeks = weeksOf(day)
      expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? '') === 1)).toBe(true)
      const days = weeks.flat().filter((date) => date.slice(0, 7) === day.slice(0, 7))
      const [year = 0, month = 0] = day.split('-').map(Number)
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
      expect(days.map((date) => Number(date.slice(8)))).toEqual(
        Array.from({ length: last }, (_, at) => at + 1),
      )
      // No week without a day of the month.
      expect(weeks.every((week) => week.some((date) => days.includes(date)))).toBe(true)
    }),
  )
})

test('[N25] the poster begins in the languages of its place, else of the programme, as far as they are written', () => {
  const written = ['ar', 'ta', 'en', 'pt', 'tr', 'bn', 'ro', 'es']
  const place = { ...structure, languages: ['fr', 'ta', 'xx'] }
  expect(firstPosterLanguages(place, ['ar'], written)).toEqual(['ta'])
  expect(firstPosterLanguages({ ...structure, languages: ['fr'] }, ['ar', 'snk'], written)).toEqual(['ar'])
  expect(firstPosterLanguages(structure, written, written)).toHaveLength(6)
})
