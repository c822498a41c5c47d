import { isDeferred, isRefused, isYes, type Verdict, type VerdictType } from './verdict.ts'

/**
 * Did the device keep the offline rules, judged by what it could know? Decided once, when its chain before the
 * entry is complete, and stored. `at-own-risk`: the screen said "we cannot say" and the venue served all the same.
 */
export type Conformance = 'conformant' | 'at-own-risk' | 'not-conformant' | 'undecided'

export function judgeConformance(judged: {
  /** The verdict that the entry says was shown. */
  readonly shown: VerdictType
  /** The verdict that the rules give on the head that the entry cites and on the device's own chain. */
  readonly expected: Verdict
  /** The entry cites a head older than one that the device had already acknowledged. */
  readonly citesOlderHead: boolean
  /** This server has no such head, as after a restore: nobody can say what the device knew. */
  readonly headIsForgotten: boolean
  /** The units claimed are what the service costs on this pass, when the records of that head can tell. */
  readonly unitsArePrice: boolean
  /** The printed code's signature, or the pass number's tag, is right. */
  readonly proofHolds: boolean
}): Conformance {
  if (!judged.proofHolds || judged.citesOlderHead || !judged.unitsArePrice) return 'not-conformant'
  if (isDeferred(judged.shown) || (judged.headIsForgotten && isYes(judged.shown))) {
    return isYes(judged.expected.type) || isDeferred(judged.expected.type) ? 'at-own-risk' : 'not-conformant'
  }
  return isYes(judged.shown) && isYes(judged.expected.type) ? 'conformant' : 'not-conformant'
}

/**
 * The same when the server lost the head that the entry cites: nobody can tell what the device knew. `expected` is
 * then what the rules say at best, of what paper and records still tell. What only the lost lists could answer never
 * makes a shown yes worse than at own risk: the venue does not pay for our loss.
 */
export function judgeWithoutHead(
  judged: Omit<Parameters<typeof judgeConformance>[0], 'headIsForgotten'>,
): Conformance {
  const { shown, expected } = judged
  if (!judged.proofHolds || judged.citesOlderHead || !judged.unitsArePrice) return 'not-conformant'
  if (isRefused(shown) || refusedByPaper.has(expected.type)) return 'not-conformant'
  return isYes(shown) && isYes(expected.type) ? 'conformant' : 'at-own-risk'
}

/** What a code, a date and the device's own chain say without any list. */
const refusedByPaper: ReadonlySet<VerdictType> = new Set<VerdictType>([
  'refused:other-programme',
  'refused:training-pass',
  'refused:cover-does-not-pay',
  'refused:cheque-used',
  'refused:expired',
  'refused:not-yet-valid',
])
