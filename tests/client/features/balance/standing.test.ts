import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '#domain/instant.ts'
import {
  showsUnits,
  standingOf,
  timeLeft,
  todayFor,
  unitsLeft,
  usedOf,
} from '#client/features/balance/standing.ts'
import { aBalance, morning } from './balances.ts'

const today = '2026-11-23'

describe('what a person may do with a pass', () => {
  test('[B7] an active pass is usable, and so is one that we watch', () => {
    expect(standingOf(aBalance(), today)).toBe('usable')
    expect(standingOf(aBalance({ state: 'watch' }), today)).toBe('usable')
  })

  test('[B7] a pass in its box or not in service is said so, with its cheques', () => {
    for (const state of ['in-stock', 'not-active'] as const) {
      expect(standingOf(aBalance({ state, used: 0 }), today)).toBe(state)
      expect(showsUnits(state)).toBe(true)
    }
  })

  test('[B7] the last day is still good; the day after, the pass has come to its end and promises nothing', () => {
    expect(standingOf(aBalance({ lastDay: today }), today)).toBe('usable')
    expect(standingOf(aBalance({ lastDay: '2026-11-22' }), today)).toBe('expired')
    expect(showsUnits('expired')).toBe(false)
    expect(showsUnits('closed')).toBe(false)
  })

  test('[B7] closed and suspended come before all, used up before the date', () => {
    expect(standingOf(aBalance({ state: 'closed', used: 10 }), today)).toBe('closed')
    expect(standingOf(aBalance({ state: 'suspended', lastDay: '2020-01-01' }), today)).toBe('suspended')
    expect(standingOf(aBalance({ used: 10, lastDay: '2020-01-01' }), today)).toBe('used-up')
  })
})

test('[B7] what is left is never below zero, and a booklet knows which cheques are gone', () => {
  expect(unitsLeft({ units: 10, used: 12 })).toBe(0)
  expect(usedOf(aBalance())).toBe(3)
  expect(usedOf(aBalance({ units: 4, used: 2, cheques: [1, 4] }))).toEqual([true, false, false, true])
})

test('[B7] today is a day of the programme, never before the day of the answer', () => {
  const lateInTokyo = Date.parse('2026-11-23T23:30:00+09:00')
  expect(todayFor(aBalance({ knownAt: 0 }), lateInTokyo)).toBe('2026-11-23')
  expect(todayFor(aBalance({ knownAt: 0 }), Date.parse('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
  expect(todayFor(aBalance(), 0)).toBe('2026-11-23')
  expect(todayFor(aBalance(), morning + DAY + HOUR)).toBe('2026-11-24')
})

test('[B7] the time left is in days, then in whole months from two months on', () => {
  expect(timeLeft(today, '2026-11-22')).toEqual({ unit: 'days', count: -1 })
  expect(timeLeft(today, today)).toEqual({ unit: 'days', count: 0 })
  expect(timeLeft(today, '2026-12-24')).toEqual({ unit: 'days', count: 31 })
  expect(timeLeft(today, '2027-01-22')).toEqual({ unit: 'days', count: 60 })
  expect(timeLeft(today, '2027-01-23')).toEqual({ unit: 'months', count: 2 })
  expect(timeLeft(today, '2028-01-30')).toEqual({ unit: 'months', count: 14 })
})
