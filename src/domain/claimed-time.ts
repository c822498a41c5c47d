import type { Conformance } from './conformance.ts'
import type { Instant } from './instant.ts'

/** What is known of the time of an act. Milliseconds. */
export type ActTimes = {
  /** What its device says. */
  readonly claimed: Instant
  /** When it reached the server: it was done before. */
  readonly recorded: Instant
  /** When the head that it cites was signed: it was done after. Undefined without one. */
  readonly headIssuedAt: Instant | undefined
}

/**
 * Judges an act by the time that it claims, as far as that time can be true.
 *
 * Later than its arrival, its device's clock was ahead: it is judged by its arrival, and what keeps the rules by the
 * device's clock alone is at the venue's own risk, as under a clock that nobody vouches for.
 *
 * Earlier than its head, no clock of ours made it: it is judged by the head's instant, and is at own risk at best.
 */
export function judgeByTime(
  { claimed, recorded, headIssuedAt }: ActTimes,
  judge: (at: Instant) => Conformance,
): Conformance {
  if (headIssuedAt !== undefined && claimed < headIssuedAt) {
    return atBest('at-own-risk', judge(headIssuedAt))
  }
  const conformance = judge(Math.min(claimed, recorded))
  if (conformance !== 'not-conformant' || claimed <= recorded) return conformance
  return atBest('at-own-risk', judge(claimed))
}

function atBest(best: Conformance, conformance: Conformance): Conformance {
  return conformance === 'conformant' ? best : conformance
}
