import { pushLimits } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { pendingOf } from './list-entries.ts'
import { sizeOnWire } from './sent-entry.ts'
import type { StoredEntry } from './stored-entry.ts'

/** The first entries of the outbox that fit in one push; at least one when there is any. */
export async function nextToPush(
  store: Store,
  device: Uuid,
  atMost = pushLimits.entries,
): Promise<readonly StoredEntry[]> {
  const first = await pendingOf(store, device).limit(atMost).toArray()
  let bytes = 0
  const tooMuch = first.findIndex((entry, i) => {
    bytes += sizeOnWire(entry)
    return i > 0 && bytes > pushLimits.bytes
  })
  return tooMuch < 0 ? first : first.slice(0, tooMuch)
}
