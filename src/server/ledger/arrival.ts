import type { Bytes } from '#protocol/bytes.ts'
import type { ReadEntry } from './read-entry.ts'

/** An entry among those that came with it: bytes that cannot be read have no other place than this. */
export type Arrival = {
  readonly entry: ReadEntry
  /** Hash of the one that came before it; undefined for the first. */
  readonly before: Bytes | undefined
  readonly next: ReadEntry | undefined
  /** Its place in the chain, counted back from the end that its device signed. */
  readonly sequence: number
}

export function arrivalsOf(entries: readonly ReadEntry[], endSequence: number): readonly Arrival[] {
  return entries.map((entry, i) => ({
    entry,
    before: entries[i - 1]?.hash,
    next: entries[i + 1],
    sequence: endSequence - (entries.length - 1 - i),
  }))
}
