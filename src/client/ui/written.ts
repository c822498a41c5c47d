/** Amounts, days and hours as they are printed on the pass, the same in every language. Nothing here asks the browser how a language writes them. */

const noBreak = '\u00a0'
const thinNoBreak = '\u202f'

/** `230 €`, `12,50 €`, `−3 €`. */
export function writeAmount(cents: number): string {
  const rest = Math.abs(cents % 100)
  const euros = writeCount(Math.trunc(Math.abs(cents) / 100))
  const sign = cents < 0 ? '−' : ''
  return `${sign}${euros}${rest === 0 ? '' : `,${twoDigits(rest)}`}${noBreak}€`
}

/** `12 345`, with a narrow space that does not break. */
export function writeCount(count: number): string {
  return `${count}`.replaceAll(/\B(?=(\d{3})+$)/g, thinNoBreak)
}

/** `23/11/2026`, from a day `2026-11-23`. */
export function writeDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${month}/${year}`
}

/** `23/11/2026`, from an instant, in a zone of the IANA database. */
export function writeDayOf(instant: number, timeZone: string): string {
  const { day, month, year } = partsOf(instant, timeZone)
  return `${day}/${month}/${year}`
}

/** `14:05`. */
export function writeClock(instant: number, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone)
  return `${hour}:${minute}`
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>

const formats = new Map<string, Intl.DateTimeFormat>()

// English is only asked where the hands of the clock are in that zone: every browser knows it.
function partsOf(instant: number, timeZone: string): Parts {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...digits })
    formats.set(timeZone, format)
  }
  const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of format.formatToParts(instant)) {
    if (type in parts) parts[type as keyof Parts] = value
  }
  return parts
}

const digits = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const

function twoDigits(value: number): string {
  return `${value}`.padStart(2, '0')
}
