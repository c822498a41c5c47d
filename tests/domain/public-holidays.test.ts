import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#domain/instant.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { easterOf, isPublicHoliday } from '#domain/public-holidays.ts'

test('[B33] Easter is where the almanacs have it', () => {
  const known = [
    ...['1818-03-22', '1943-04-25', '1961-04-02', '2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21'],
    ...['2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05'],
    ...['2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2038-04-25', '2049-04-18', '2076-04-19'],
  ]
  expect(known.map((day) => easterOf(Number(day.slice(0, 4))))).toEqual(known)
})

test('[B33] Easter is a Sunday from 22 March to 25 April', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
      const easter = easterOf(year)
      expect(weekdayOf(easter)).toBe(0)
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
    }),
  )
})

test('[B33] eleven public holidays a year, thirteen in Alsace and Moselle', () => {
  const year = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index))
  expect(year.filter((day) => isPublicHoliday(day, '93100'))).toEqual([
    ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
    ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
  ])
  const more = year.filter((day) => isPublicHoliday(day, '67000') && !isPublicHoliday(day))
  expect(more).toEqual(['2026-04-03', '2026-12-26'])
})
