import { addDays, type CalendarDay } from './instant.ts'
import type { LocalTime } from './local-time.ts'
import { joinOpenings, minutesOfDay, type Opening, type OpeningHours } from './opening-hours.ts'

/** Whether a place is open. `unsure`: a public holiday, of which the place says nothing. Times are the place's own. */
export type OpenState =
  | { readonly type: 'open'; readonly closes: Moment | undefined }
  | { readonly type: 'closed'; readonly opens: Moment | undefined }
  | { readonly type: 'unsure' }

/** A day, and minutes since its midnight. */
export type Moment = { readonly day: CalendarDay; readonly minute: number }

/** At a moment on the place's own clock. Nothing within three weeks is no longer an answer to "when does it open". */
export function openStateAt(
  hours: OpeningHours,
  { day, minute }: LocalTime,
  isHoliday: (day: CalendarDay) => boolean,
): OpenState {
  const openings = openingsAround(hours, day, isHoliday)
  const now = openings.find(({ from, to }) => from <= minute && minute < to)
  if (now) {
    const isEndless = now.to >= horizon * minutesOfDay
    return { type: 'open', closes: isEndless ? undefined : closingMoment(day, now.to) }
  }
  if (openingsOn(hours, day, isHoliday) === undefined) return { type: 'unsure' }
  const next = openings.find(({ from }) => from > minute)
  return { type: 'closed', opens: next && openingMoment(day, next.from) }
}

/** The openings that begin on a day; undefined where the place does not say. */
export function openingsOn(
  { week, onHolidays }: OpeningHours,
  day: CalendarDay,
  isHoliday: (day: CalendarDay) => boolean,
): readonly Opening[] | undefined {
  return isHoliday(day) ? onHolidays : (week[weekdayOf(day)] ?? [])
}

/** Sunday is 0. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** Days to look ahead. */
const horizon = 21

/** Those of yesterday, which may reach into today, of today and of the days ahead, in minutes since today's midnight. */
function openingsAround(
  hours: OpeningHours,
  today: CalendarDay,
  isHoliday: (day: CalendarDay) => boolean,
): readonly Opening[] {
  const days = Array.from({ length: horizon + 1 }, (_, index) => index - 1)
  const openings = days.flatMap((ahead) =>
    (openingsOn(hours, addDays(today, ahead), isHoliday) ?? []).map(({ from, to }) => ({
      from: from + ahead * minutesOfDay,
      to: to + ahead * minutesOfDay,
    })),
  )
  return joinOpenings(openings)
}

function openingMoment(today: CalendarDay, minutes: number): Moment {
  const ahead = Math.floor(minutes / minutesOfDay)
  return { day: addDays(today, ahead), minute: minutes - ahead * minutesOfDay }
}

/** The end of a day is its own 24:00, not the next day's 00:00. */
function closingMoment(today: CalendarDay, minutes: number): Moment {
  const ahead = Math.ceil(minutes / minutesOfDay) - 1
  return { day: addDays(today, ahead), minute: minutes - ahead * minutesOfDay }
}
