import { calendarDayOf, type Instant } from '#domain/instant.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

type Handover = Pick<StoredEntry, 'kind' | 'undoneBy' | 'device' | 'at'>

/** Also of the days before, for a person who comes back tomorrow. */
const fewest = 8

/** Handovers of this device that stand: all of today, and always the last eight. Acts come and go the newest first. */
export function givenLately<Act extends Handover>(
  acts: readonly Act[],
  { device, now, timeZone }: { readonly device: string; readonly now: Instant; readonly timeZone: string },
): readonly Act[] {
  const today = calendarDayOf(now, timeZone)
  return (
    acts
      // Another device of this app proves nothing here.
      .filter((act) => act.kind === 'handover' && !act.undoneBy && act.device === device)
      .filter(({ at }, place) => place < fewest || calendarDayOf(at, timeZone) === today)
  )
}
