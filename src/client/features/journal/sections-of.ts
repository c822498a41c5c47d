import { calendarDayOf, type CalendarDay } from '#domain/instant.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

export type Section = {
  /** Undefined for what waits for a network, on top whatever its day. */
  readonly day: CalendarDay | undefined
  readonly entries: readonly StoredEntry[]
}

/** The newest first, in days of the programme's calendar. */
export function sectionsOf(entries: readonly StoredEntry[], timeZone: string): readonly Section[] {
  const byDay = new Map<CalendarDay | undefined, StoredEntry[]>()
  const pendingFirst = [...entries].sort((a, b) => Number(isPending(b)) - Number(isPending(a)))
  for (const entry of pendingFirst) {
    const day = isPending(entry) ? undefined : calendarDayOf(entry.at, timeZone)
    byDay.set(day, [...(byDay.get(day) ?? []), entry])
  }
  return [...byDay].map(([day, ofDay]) => ({ day, entries: ofDay }))
}

function isPending({ status }: StoredEntry): boolean {
  return status === 'pending'
}
