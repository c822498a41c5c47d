import type { Instant } from '#domain/instant.ts'
import { claimedAt, type JournalEntry } from '#protocol/journal-entry.ts'
import { timeOfUuid } from '#protocol/uuid.ts'

type Dated = Pick<JournalEntry, 'id' | 'deviceTime' | 'clockOffset'>

/**
 * When the act happened, as its device had it. A clock that was set back is not in the entry as anything true: then it
 * is the time in the entry's id, drawn for the instant on which the device decided.
 */
export function actTime(entry: Dated): Instant {
  return entry.clockOffset === null ? (timeOfUuid(entry.id) ?? entry.deviceTime) : claimedAt(entry)
}

/** When the act happened at the latest: it was done before it arrived, whatever its device's clock says. */
export function timeOnRecord(entry: Dated, recordedAt: Instant): Instant {
  return Math.min(actTime(entry), recordedAt)
}
