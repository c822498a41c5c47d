import { calendarDayOf, partsInZone, type CalendarDay, type Instant } from './instant.ts'

/** What the clock on the wall shows in a zone, whatever the zone of the device. */
export type LocalTime = {
  readonly day: CalendarDay
  /** Minutes on the clock since midnight: an hour that comes twice, at the end of summer time, reads the same twice. */
  readonly minute: number
}

export function localTimeOf(instant: Instant, timeZone: string): LocalTime {
  const parts = clockParts(instant, timeZone)
  return {
    day: calendarDayOf(instant, timeZone),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  }
}

const clockParts = partsInZone('en-GB', { hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })
