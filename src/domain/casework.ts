import type { OutcomeType, RecordedClaim } from './outcome.ts'

/** What a person may decide of a case. Each is a locale key. */
export const decisionKinds = [
  /** Paid: from the order where a unit is free, else by the contingency. */
  'pay',
  /** Not paid, and nothing is taken from the person. */
  'refuse',
  /** Seen; it stays as it is. */
  'close',
  /** The contest is right: not paid, the unit goes back to the person. */
  'uphold',
  /** The contest is wrong: paid as before. */
  'dismiss',
] as const

export type DecisionKind = (typeof decisionKinds)[number]

/** Who says that a line is wrong. */
export const contesters = ['person', 'venue'] as const

export type Contester = (typeof contesters)[number]

/** What people said of a line, in the order in which the server recorded it; words are theirs. */
export type CaseAct =
  | { readonly type: DecisionKind | 'void'; readonly words: string }
  | { readonly type: 'contest'; readonly by: Contester; readonly words: string }

export type CaseStanding = Pick<RecordedClaim, 'ruling' | 'contested'> & { readonly words: string }

/** A later decision takes the place of an earlier one; any decision answers the contests before it. */
export function standingOf(acts: readonly CaseAct[]): CaseStanding {
  let standing: CaseStanding = { ruling: 'none', contested: 'no', words: '' }
  for (const act of acts) {
    standing =
      act.type === 'contest'
        ? { ...standing, contested: act.by, words: act.words }
        : { ruling: rulings[act.type] ?? standing.ruling, contested: 'no', words: act.words }
  }
  return standing
}

const rulings = {
  pay: 'paid',
  refuse: 'refused',
  uphold: 'upheld',
  void: 'voided',
  close: undefined,
  dismiss: undefined,
} as const

/** A line as a person finds it. */
export type CaseLine = {
  readonly isRedemption: boolean
  /** The server knows its pass, and the pass can be paid. */
  readonly payable: boolean
  readonly type: OutcomeType
  /** What it was before it was contested. */
  readonly uncontested: OutcomeType
  readonly contested: boolean
  readonly stated: boolean
  /** A person decided of it before, its device did not undo it: another decision may take the place of that one. */
  readonly decided: boolean
  readonly caseIsOpen: boolean
}

/** What may be decided of it now: nothing when there is nothing to decide. */
export function decisionsFor(line: CaseLine): readonly DecisionKind[] {
  const closing: readonly DecisionKind[] = line.caseIsOpen ? ['close'] : []
  if (!line.isRedemption || (line.type === 'voided' && !line.decided)) return closing
  if (line.contested && isPaidOrWaits(line.uncontested)) return ['uphold', 'dismiss']
  if (line.stated) return closing
  if (line.type === 'disputed' || line.type === 'held' || line.decided) {
    return line.payable ? ['pay', 'refuse'] : ['refuse']
  }
  return closing
}

export type ActFault = 'not-a-redemption' | 'already-voided' | 'already-stated' | 'already-contested' | 'held'

/** The manager undoes a redemption until a statement says it; undefined when nothing is against it. */
export function voidFault({ isRedemption, payable, type, stated }: CaseLine): ActFault | undefined {
  if (!isRedemption || !payable) return 'not-a-redemption'
  if (type === 'voided') return 'already-voided'
  return stated ? 'already-stated' : undefined
}

/** What is held already waits for a decision. */
export function contestFault({ isRedemption, payable, type, contested }: CaseLine): ActFault | undefined {
  if (!isRedemption || !payable) return 'not-a-redemption'
  if (type === 'voided') return 'already-voided'
  if (contested) return 'already-contested'
  return type === 'held' ? 'held' : undefined
}

function isPaidOrWaits(type: OutcomeType): boolean {
  return type === 'covered' || type === 'honoured' || type === 'waiting'
}
