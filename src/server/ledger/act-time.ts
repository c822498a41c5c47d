import type { Instant } from '#domain/instant.ts'
import { claimedAt, type JournalEntry } from '#protocol/journal-entry.ts'

/**
 * When the act happened, as its device had it. A clock that was set back is not in the entry as anything true: then it
 * is the time in the entry's id, drawn for the instant on which the device decided.
 */
export function actTime(entry: Pick<JournalEntry, 'id' | 'deviceTime' | 'clockOffset'>): Instant {
  return entry.clockOffset === null ? (timeOfUuid(entry.id) ?? entry.deviceTime) : claimedAt(entry)
}

/** The milliseconds that a UUIDv7 begins with; any other has none. */
function timeOfUuid(id: string): Instant | undefined {
  const digits = id.replaceAll('-', '')
  return digits[12] === '7' ? Number.parseInt(digits.slice(0, 12), 16) : undefined
}
