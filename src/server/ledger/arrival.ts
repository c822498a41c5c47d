import type { Bytes } from '#protocol/bytes.ts'
import type { ReadEntry } from './read-entry.ts'

/** An entry among those that came with it: bytes that cannot be read have no other place than this. */
export type Arrival = {
  readonly entry: ReadEntry
  /** Hash of the one that came before it; undefined for the first. */
  readonly before: Bytes | undefined
  readonly next: Arrival | undefined
  /** Its place in the chain, counted back from the end that its device signed. */
  readonly sequence: number
}

export function arrivalsOf(entries: readonly ReadEntry[], endSequence: number): readonly Arrival[] {
  const backwards: Arrival[] = []
  for (const [back, entry] of entries.toReversed().entries()) {
    const before = entries[entries.length - 2 - back]?.hash
    backwards.push({ entry, before, next: backwards.at(-1), sequence: endSequence - back })
  }
  return backwards.toReversed()
}
