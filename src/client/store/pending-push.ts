import { pushLimits } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { pendingOf } from './list-entries.ts'
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
    bytes += sizeOf(entry)
    return i > 0 && bytes > pushLimits.bytes
  })
  return tooMuch < 0 ? first : first.slice(0, tooMuch)
}

/** Bytes of an entry on the wire, its envelope included. */
function sizeOf({ bytes, personal }: StoredEntry): number {
  return bytes.length + (personal ? personal.salt.length + personal.part.length + 20 : 0) + 40
}
