import { calendarDayOf, type Instant } from '#domain/instant.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

/** Also of the days before, for a person who comes back tomorrow. */
const fewest = 8

/** Of handovers, the newest first: all of today, and always the last eight. */
export function givenLately<Given extends Pick<StoredEntry, 'at'>>(
  handovers: readonly Given[],
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): readonly Given[] {
  const today = calendarDayOf(now, timeZone)
  return handovers.filter(({ at }, place) => place < fewest || calendarDayOf(at, timeZone) === today)
}
