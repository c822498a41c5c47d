import { calendarDayOf, type CalendarDay, type Instant } from './instant.ts'

/** What the clock on the wall shows in a zone, whatever the zone of the device. */
export type LocalTime = {
  readonly day: CalendarDay
  /** Minutes on the clock since midnight: an hour that comes twice, at the end of summer time, reads the same twice. */
  readonly minute: number
}

export function localTimeOf(instant: Instant, timeZone: string): LocalTime {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: calendarDayOf(instant, timeZone),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  })
  clocks.set(timeZone, made)
  return made
}
