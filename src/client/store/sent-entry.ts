import type { Instant } from '#domain/instant.ts'
import { equalBytes } from '#protocol/bytes.ts'
import { decodeEntry, entryHash } from '#protocol/journal-entry.ts'
import type { SentEntry } from '#protocol/push.ts'
import type { Store } from './database.ts'
import type { StoredEntry } from './stored-entry.ts'

/** The store gave back other bytes than it was given: no server can read the act any more. */
export function isDamaged({ bytes, hash }: Pick<StoredEntry, 'bytes' | 'hash'>): boolean {
  return !equalBytes(entryHash(bytes), hash)
}

/** `place`: the hash by which its chain names it, and nothing of what it says. */
export type SentForm = 'whole' | 'without-personal' | 'place'

/**
 * An entry as it leaves this device. Damaged bytes go as they are, with the hash by which the chain names them, so that
 * the server keeps them in their place and goes on behind it. A personal part that has expired stays behind.
 */
export function sentEntryOf(row: StoredEntry, at: Instant, form: SentForm = 'whole'): SentEntry {
  const { bytes, hash, personal } = row
  if (form === 'place') return { bytes: new Uint8Array(0), personal: null, hash }
  if (isDamaged(row)) return { bytes, personal: null, hash }
  const isSent = personal !== undefined && personal.expiresAt > at && form === 'whole'
  return { bytes, personal: isSent ? personal : null }
}

/** Bytes of an entry in a push or a file, its envelope included; somewhat more than it takes. */
export function sizeOnWire({ bytes, personal }: Pick<StoredEntry, 'bytes' | 'personal'>): number {
  return bytes.length + (personal ? personal.salt.length + personal.part.length + 20 : 0) + 40
}

/** Where only the stored hash was damaged, the next entry still names the right one: it is put back. */
export async function mendHashes(
  store: Store,
  rows: readonly StoredEntry[],
): Promise<readonly StoredEntry[]> {
  const mended: StoredEntry[] = []
  for (const row of rows) mended.push(isDamaged(row) ? await mendHash(store, row) : row)
  return mended
}

async function mendHash(store: Store, row: StoredEntry): Promise<StoredEntry> {
  const next = await store.entries.get([row.device, row.sequence + 1])
  const read = next && decodeEntry(next.bytes)
  const hash = entryHash(row.bytes)
  if (!read?.ok || !equalBytes(read.value.previous, hash)) return row
  await store.entries.update([row.device, row.sequence], { hash })
  return { ...row, hash }
}
