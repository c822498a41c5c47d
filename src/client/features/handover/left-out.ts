import type { SeenPass } from './look-at-pass.ts'

/** Passes of a form that was taken up and are not in it any more. */
export type LeftOut = {
  /** The app died after it gave them, or they were given since. */
  readonly given: number
  /** Blocked, out of date or not readable any more. */
  readonly other: number
}

/** Undefined where all are still there. */
export function leftOutOf(seen: readonly SeenPass[]): LeftOut | undefined {
  const gone = seen.filter(({ type }) => type !== 'pass')
  const given = gone.filter((one) => one.type === 'refused' && isGiven.has(one.reason)).length
  return gone.length === 0 ? undefined : { given, other: gone.length - given }
}

const isGiven: ReadonlySet<string> = new Set(['already-handed-over', 'already-handed-over-here'])
