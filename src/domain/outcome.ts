import type { Conformance } from './conformance.ts'

/** What the server made of an entry. Each is a locale key. */
export const outcomeTypes = [
  /** A unit was free: paid from the order. */
  'covered',
  /** None was free, and the venue acted in good faith: paid by the contingency, a case opens. */
  'honoured',
  /** The rules were not kept, or nothing was free for what was taken at the venue's own risk: a person decides. */
  'disputed',
  /** The handover, or an earlier entry of the chain, has not arrived: counted as used, not yet paid. */
  'waiting',
  /** Cannot be read in order: kept whole for a person. */
  'held',
  /** Undone by a void. */
  'voided',
  /** Taken into account; no money moves. */
  'noted',
  /** Taken into account, and shown to a person. */
  'flagged',
] as const

export type OutcomeType = (typeof outcomeTypes)[number]

export type Outcome = {
  readonly type: OutcomeType
  readonly coveredUnits: number
  readonly honouredUnits: number
  /** Units that the pass counts as used because of this claim. */
  readonly heldUnits: number
}

/** One redemption of a pass, as the server knows it. */
export type RecordedClaim = {
  readonly id: string
  readonly units: number
  readonly cheque: number
  readonly conformance: Conformance
  readonly voided: boolean
}

export type RecordedPass = {
  readonly units: number
  /** A handover that was not undone has been recorded. */
  readonly handedOver: boolean
}

/**
 * The outcome of every redemption of a pass, given in the order in which the server recorded them: an earlier line
 * is never displaced by a later one. Rules O1…O10 of docs/rules.md, from the design's §5.
 */
export function decideOutcomes(
  pass: RecordedPass,
  claims: readonly RecordedClaim[],
): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>()
  const taken = new Set<number>()
  let free = pass.units
  for (const claim of claims) {
    const available = availableTo(claim, free, taken)
    const outcome = decideOutcome(pass, claim, available)
    outcomes.set(claim.id, outcome)
    free -= outcome.heldUnits
    if (outcome.heldUnits > 0 && claim.cheque > 0) taken.add(claim.cheque)
  }
  return outcomes
}

/** What a list says of a pass, from its outcomes: units used, and the used cheques of a booklet. */
export function usedBy(
  claims: readonly RecordedClaim[],
  outcomes: ReadonlyMap<string, Outcome>,
): { readonly used: number; readonly cheques: ReadonlySet<number> } {
  const cheques = new Set<number>()
  let used = 0
  for (const claim of claims) {
    const held = outcomes.get(claim.id)?.heldUnits ?? 0
    used += held
    if (held > 0 && claim.cheque > 0) cheques.add(claim.cheque)
  }
  return { used, cheques }
}

function availableTo(claim: RecordedClaim, free: number, taken: ReadonlySet<number>): number {
  if (claim.cheque > 0 && taken.has(claim.cheque)) return 0
  return Math.min(free, claim.units)
}

function decideOutcome(pass: RecordedPass, claim: RecordedClaim, available: number): Outcome {
  if (claim.voided) return outcomeOf('voided', 0, 0, 0)
  switch (claim.conformance) {
    case 'not-conformant':
      return outcomeOf('disputed', 0, 0, 0)
    case 'undecided':
      return outcomeOf('waiting', 0, 0, available)
    case 'at-own-risk':
      if (available < claim.units) return outcomeOf('disputed', 0, 0, 0)
      return pass.handedOver
        ? outcomeOf('covered', claim.units, 0, claim.units)
        : outcomeOf('waiting', 0, 0, claim.units)
    case 'conformant':
      if (!pass.handedOver) return outcomeOf('waiting', 0, 0, available)
      return outcomeOf(
        available === claim.units ? 'covered' : 'honoured',
        available,
        claim.units - available,
        available,
      )
  }
}

function outcomeOf(
  type: OutcomeType,
  coveredUnits: number,
  honouredUnits: number,
  heldUnits: number,
): Outcome {
  return { type, coveredUnits, honouredUnits, heldUnits }
}
