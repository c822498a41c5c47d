import { addDays, type CalendarDay } from './instant.ts'

/** A public holiday of metropolitan France. Source: Code du travail, L3133-1; L3134-13 for Alsace and Moselle. */
export function isPublicHoliday(day: CalendarDay, postcode = ''): boolean {
  const [year = '', month = '', date = ''] = day.split('-')
  if (fixedHolidays.has(`${month}-${date}`)) return true
  const isAlsaceMoselle = /^(57|67|68)/.test(postcode)
  if (isAlsaceMoselle && `${month}-${date}` === '12-26') return true
  const easter = easterOf(Number(year))
  const afterEaster = isAlsaceMoselle ? [-2, ...movingHolidays] : movingHolidays
  return afterEaster.some((days) => addDays(easter, days) === day)
}

/** Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, 8). */
export function easterOf(year: number): CalendarDay {
  const golden = year % 19
  const [century, yearOfCentury] = [Math.floor(year / 100), year % 100]
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const [leaps, rest] = [Math.floor(yearOfCentury / 4), yearOfCentury % 4]
  const toSunday = (32 + 2 * (century % 4) + 2 * leaps - epact - rest) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const march = epact + toSunday - 7 * late + 22
  return addDays(`${`${year}`.padStart(4, '0')}-03-01`, march - 1)
}

const fixedHolidays: ReadonlySet<string> = new Set([
  '01-01',
  '05-01',
  '05-08',
  '07-14',
  '08-15',
  '11-01',
  '11-11',
  '12-25',
])

/** Days after Easter Sunday: its Monday, Ascension, Whit Monday. */
const movingHolidays = [1, 39, 50]
