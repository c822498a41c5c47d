import { expect, test } from 'vitest'
import { writeAmount, writeClock, writeCount, writeDay, writeDayOf } from '#client/ui/written.ts'

test('an amount is written as on the pass', () => {
  expect([23_000, 1250, 5, 0, -300, 1_234_550].map(writeAmount)).toEqual([
    '230\u00a0€',
    '12,50\u00a0€',
    '0,05\u00a0€',
    '0\u00a0€',
    '−3\u00a0€',
    '12\u202f345,50\u00a0€',
  ])
})

test('a count is grouped by thousands', () => {
  expect([7, 999, 1200, 1_000_000].map(writeCount)).toEqual(['7', '999', '1\u202f200', '1\u202f000\u202f000'])
})

test('a day and an hour are those of the zone, in digits', () => {
  const lateInLondon = Date.UTC(2026, 10, 22, 23, 5)
  expect(writeDay('2026-11-23')).toBe('23/11/2026')
  expect(writeDayOf(lateInLondon, 'Europe/Paris')).toBe('23/11/2026')
  expect(writeClock(lateInLondon, 'Europe/Paris')).toBe('00:05')
  expect(writeClock(Date.UTC(2026, 6, 1, 12, 5), 'Europe/Paris')).toBe('14:05')
})
