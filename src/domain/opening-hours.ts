import { fail, ok, type Result } from './result.ts'

/** Minutes since the midnight that begins the day, in the place's own time. `to` may be past midnight: 26:00 is 1560. */
export type Opening = { readonly from: number; readonly to: number }

/** What a place says of its week. Openings of a day are in order and do not touch. */
export type OpeningHours = {
  /** Sunday first, as `Date` counts. */
  readonly week: readonly (readonly Opening[])[]
  /** On a public holiday; undefined when the place says nothing of them. */
  readonly onHolidays: readonly Opening[] | undefined
}

export const minutesOfDay = 24 * 60

/**
 * The part of OpenStreetMap's `opening_hours` that places of digital mediation write: rules of days and times, a later
 * one replacing an earlier one for its days, and `off`. All else (months, dates, weeks, school holidays, comments, a
 * time without its end) is `more-than-we-read`: half an understanding would send somebody to a closed door.
 * Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function parseOpeningHours(written: string): Result<OpeningHours, 'empty' | 'more-than-we-read'> {
  const rules = written.split(';').map((rule) => rule.trim().toLowerCase())
  if (rules.every((rule) => rule === '')) return fail('empty')
  const week: (readonly Opening[])[] = Array.from({ length: 7 }, () => [])
  let onHolidays: readonly Opening[] | undefined
  for (const text of rules.filter((rule) => rule !== '')) {
    const rule = parseRule(text)
    if (!rule) return fail('more-than-we-read')
    for (const day of rule.days) week[day] = rule.openings
    if (rule.holidays) onHolidays = rule.openings
  }
  return ok({ week, onHolidays })
}

/** Openings in order, those that overlap or touch joined. */
export function joinOpenings(openings: readonly Opening[]): readonly Opening[] {
  const joined: Opening[] = []
  for (const next of openings.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (!last || next.from > last.to) joined.push(next)
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
  }
  return joined
}

type Rule = {
  readonly days: readonly number[]
  readonly holidays: boolean
  readonly openings: readonly Opening[]
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const dayNames = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa']

function parseRule(text: string): Rule | undefined {
  if (text === '24/7') return { days: everyDay, holidays: true, openings: [{ from: 0, to: minutesOfDay }] }
  const [, selector = '', times = ''] = /^([a-z][a-z\s,-]*?)?\s*(off|closed|\d.*)$/.exec(text) ?? []
  const openings = parseTimes(times)
  if (!openings) return undefined
  if (selector === '') return { days: everyDay, holidays: true, openings }
  const parts = selector.split(',').map((part) => part.trim())
  const days = parts.filter((part) => part !== 'ph').map(parseDays)
  if (days.includes(undefined)) return undefined
  return { days: days.flatMap((each) => each ?? []), holidays: parts.includes('ph'), openings }
}

/** `mo`, `mo-fr`, and over the week's end `sa-mo`. */
function parseDays(text: string): readonly number[] | undefined {
  const [first = '', last = first, ...rest] = text.split('-').map((name) => name.trim())
  const [from, to] = [dayNames.indexOf(first), dayNames.indexOf(last)]
  if (from === -1 || to === -1 || rest.length > 0) return undefined
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7)
}

function parseTimes(text: string): readonly Opening[] | undefined {
  if (text === 'off' || text === 'closed') return []
  const openings = text.split(',').map((part) => parseOpening(part.trim()))
  return openings.includes(undefined) ? undefined : joinOpenings(openings.flatMap((each) => each ?? []))
}

function parseOpening(text: string): Opening | undefined {
  const times = text.split('-').map((time) => parseTime(time.trim()))
  const [from, to] = times
  if (times.length !== 2 || from === undefined || to === undefined) return undefined
  // The same time twice means the whole day round to the standard, and a slip of the hand to those who wrote it.
  if (from === to || from === minutesOfDay) return undefined
  return { from, to: to > from ? to : to + minutesOfDay }
}

/** `09:00`, and as French hands write it `9h` or `9h30`. */
function parseTime(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2})(?::(?=\d)|h)(\d{2})?$/.exec(text) ?? []
  if (hours === undefined) return undefined
  const time = Number(hours) * 60 + Number(minutes ?? 0)
  return Number(minutes ?? 0) < 60 && time <= minutesOfDay ? time : undefined
}
