import { MINUTE, SECOND } from '#domain/instant.ts'

/**
 * Milliseconds that a person waits after so many wrong PINs in a row: the first three cost nothing, then half a minute,
 * twice as long each time, a quarter of an hour at most. Counted by a clock that nobody can set.
 */
export function waitAfter(wrong: number): number {
  if (wrong < freeTries) return 0
  return Math.min(15 * MINUTE, 30 * SECOND * 2 ** (wrong - freeTries))
}

const freeTries = 3
