import { decodeEntry, encodeEntry, type JournalEntry } from '#protocol/journal-entry.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'

/** Makes the last act of a device say something else than its app wrote, as a broken or a dishonest one might. */
export function rewriteLast(device: VirtualDevice, changes: Partial<JournalEntry>): void {
  const act = device.acts.at(-1)
  const read = act && decodeEntry(act.bytes)
  if (!act || !read?.ok) throw new Error('there is no act to rewrite')
  device.acts[device.acts.length - 1] = { ...act, bytes: encodeEntry({ ...read.value, ...changes }) }
}
