/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** A day of the programme's calendar, `YYYY-MM-DD`. */
export type CalendarDay = string

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const parsed = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(parsed) && new Date(parsed).toISOString().startsWith(text)
}

/**
 * The day that an instant falls on in a zone of the IANA database. By parts: a locale's order changed once (ICU 72). For
 * 23 hours of each day in Paris no format is asked, whose first one costs a phone a tenth of a second.
 */
export function calendarDayOf(instant: Instant, timeZone: string): CalendarDay {
  const [earliest, latest] = timeZone === 'Europe/Paris' ? daysInFrance(instant) : []
  if (earliest !== undefined && earliest === latest) return earliest
  const parts = dayParts(instant, timeZone)
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}

/** Paris has been one hour ahead of Greenwich, or two, since 1945: the day at each. */
function daysInFrance(instant: Instant): readonly CalendarDay[] {
  return [1, 2].map((hours) => new Date(instant + hours * HOUR).toISOString().slice(0, 10))
}

/** The calendar day some days later; days are counted, not hours, so a change of summer time costs nothing. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The first instant of a day in a zone, in whole minutes: none has its midnight further than a day from Greenwich's. */
export function startOfDay(day: CalendarDay, timeZone: string): Instant {
  let before = Date.parse(`${day}T00:00:00Z`) - DAY
  let from = before + 2 * DAY
  while (from - before > MINUTE) {
    const middle = before + Math.floor((from - before) / (2 * MINUTE)) * MINUTE
    if (calendarDayOf(middle, timeZone) < day) before = middle
    else from = middle
  }
  return from
}

const dayParts = partsInZone('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })

/** The parts of an instant as a clock or a calendar of a zone shows them. A format is slow to make: one for each zone. */
export function partsInZone(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (instant: Instant, timeZone: string) => ReadonlyMap<string, string> {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (instant, timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    formats.set(timeZone, format)
    return new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  }
}
