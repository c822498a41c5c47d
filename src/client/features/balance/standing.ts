import { calendarDayOf, DAY, type CalendarDay, type Instant } from '#domain/instant.ts'
import type { Balance } from '#protocol/balance.ts'

/** What a person may do with the pass today. `watch` is a matter between us and the venues: the pass is whole. */
export type Standing = 'usable' | 'in-stock' | 'not-active' | 'suspended' | 'closed' | 'used-up' | 'expired'

export function standingOf(balance: Balance, today: CalendarDay): Standing {
  const { state } = balance
  if (state === 'closed' || state === 'suspended') return state
  if (unitsLeft(balance) === 0) return 'used-up'
  if (balance.lastDay < today) return 'expired'
  return state === 'not-active' || state === 'in-stock' ? state : 'usable'
}

/** The digits of a pass that pays nothing any more would be a promise. */
export function showsUnits(standing: Standing): boolean {
  return standing !== 'closed' && standing !== 'expired'
}

/** A date helps whoever has cheques to use by it, or wonders why there are none. */
export function showsDate(standing: Standing): boolean {
  return standing !== 'closed' && standing !== 'used-up'
}

export function unitsLeft({ units, used }: Pick<Balance, 'units' | 'used'>): number {
  return Math.max(0, units - used)
}

/** For the drawing: how many are gone, or which ones of a booklet. */
export function usedOf({ units, used, cheques }: Balance): number | readonly boolean[] {
  if (cheques.length === 0) return used
  const gone = new Set(cheques)
  return Array.from({ length: units }, (_, index) => gone.has(index + 1))
}

/** The programme's day, from a clock that is never believed to be behind the server's word. */
export function todayFor({ knownAt, timeZone }: Balance, now: Instant): CalendarDay {
  return calendarDayOf(Math.max(now, knownAt), timeZone)
}

/** The time until the end of the last day, in what a person counts with. Negative days: it is over. */
export type TimeLeft = { readonly unit: 'days' | 'months'; readonly count: number }

export function timeLeft(today: CalendarDay, lastDay: CalendarDay): TimeLeft {
  const days = Math.round((Date.parse(lastDay) - Date.parse(today)) / DAY)
  const months = monthsBetween(today, lastDay)
  return months >= 2 ? { unit: 'months', count: months } : { unit: 'days', count: days }
}

function monthsBetween(from: CalendarDay, to: CalendarDay): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [lastYear = 0, lastMonth = 0, lastDay = 0] = to.split('-').map(Number)
  return (lastYear - year) * 12 + lastMonth - month - (lastDay < day ? 1 : 0)
}
