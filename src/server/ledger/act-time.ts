import type { Instant } from '#domain/instant.ts'
import { claimedAt, type JournalEntry } from '#protocol/journal-entry.ts'
import { timeOfUuid } from '#protocol/uuid.ts'

/**
 * When the act happened, as its device had it. A clock that was set back is not in the entry as anything true: then it
 * is the time in the entry's id, drawn for the instant on which the device decided.
 */
export function actTime(entry: Pick<JournalEntry, 'id' | 'deviceTime' | 'clockOffset'>): Instant {
  return entry.clockOffset === null ? (timeOfUuid(entry.id) ?? entry.deviceTime) : claimedAt(entry)
}
