import type { Conformance } from './conformance.ts'
import { openPlaces, placeFor, reservePlace, takePlace } from './places.ts'

/** What the server made of an entry. Each is a locale key. */
export const outcomeTypes = [
  /** A unit was free: paid from the order. */
  'covered',
  /** None was free, and the venue acted in good faith: paid by the contingency, a case opens. */
  'honoured',
  /** The rules were not kept, nothing was free for what was taken at the venue's own risk, or a person refused. */
  'disputed',
  /** The handover, or an earlier entry of the chain, has not arrived: counted as used, not yet paid. */
  'waiting',
  /** Outside its chain, from a revoked device, or contested: units counted, money held until a person decides. */
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

/** One redemption of a pass or of its family, as the server knows it. */
export type RecordedClaim = {
  readonly id: string
  readonly units: number
  readonly cheque: number
  readonly conformance: Conformance
  readonly voided: boolean
  /** It stands behind a fork of its device's chain, or its device was revoked. */
  readonly held: 'no' | 'fork' | 'revoked'
  /** The person or the venue says that it is wrong, and nobody has decided yet. */
  readonly contested: 'no' | 'person' | 'venue'
  /** What a person decided last. */
  readonly ruling: 'none' | 'paid' | 'refused' | 'upheld' | 'voided'
  /** It takes no unit from the person: done after the pass was blocked, or by a cover that has none to give. */
  readonly takesNone: 'no' | 'blocked' | 'cover'
  /** What the last decision over this pass made of it. */
  readonly former: Outcome | undefined
  /** As it stands, paid, in a statement. */
  readonly stated: Outcome | undefined
}

export type RecordedPass = {
  readonly units: number
  /** A handover that was not undone has been recorded, and the batch is opened. */
  readonly handedOver: boolean
}

/**
 * The outcome of every redemption of a family of passes. What a statement says stands as it was stated; then each
 * keeps the units that it already holds; what is free goes to the others in the order in which the server recorded
 * them. So a decision that is made again from its own result gives that result. Rules O1…O25 of docs/rules.md, from
 * the design's §5.
 */
export function decideOutcomes(
  pass: RecordedPass,
  claims: readonly RecordedClaim[],
): ReadonlyMap<string, Outcome> {
  const places = openPlaces(pass.units)
  for (const claim of claims)
    if (claim.stated && mayHold(claim)) takePlace(places, claim, claim.stated.heldUnits)
  for (const claim of claims) if (!claim.stated && mayHold(claim)) reserveFormer(places, claim)
  const outcomes = new Map<string, Outcome>()
  for (const claim of claims) {
    const available = claim.takesNone === 'no' ? placeFor(places, claim) : 0
    const outcome = decideOutcome(pass, claim, available)
    outcomes.set(claim.id, outcome)
    if (!claim.stated) takePlace(places, claim, outcome.heldUnits)
  }
  return outcomes
}

/**
 * Was the pass given to a person, for the lines of its family? A handover that was undone stands all the same as long as
 * a line that kept the rules was taken on it, whichever of the two arrives first: what is paid is not taken back.
 */
export function isHandedOver(
  givings: readonly { readonly undone: boolean }[],
  claims: readonly Pick<RecordedClaim, 'conformance' | 'voided' | 'held' | 'ruling'>[],
): boolean {
  return givings.some(({ undone }) => !undone || claims.some(isTakenOnHandover))
}

function isTakenOnHandover(
  claim: Pick<RecordedClaim, 'conformance' | 'voided' | 'held' | 'ruling'>,
): boolean {
  if (isVoided(claim) || isRefused(claim)) return false
  if (claim.ruling === 'paid') return true
  return claim.held === 'no' && (claim.conformance === 'conformant' || claim.conformance === 'at-own-risk')
}

/** What a list says of a pass, from its outcomes: units used, and the used cheques of a booklet. */
export function usedBy(
  claims: readonly Pick<RecordedClaim, 'id' | 'cheque'>[],
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

export function paidUnits(outcome: Pick<Outcome, 'coveredUnits' | 'honouredUnits'>): number {
  return outcome.coveredUnits + outcome.honouredUnits
}

function isVoided({ voided, ruling }: Pick<RecordedClaim, 'voided' | 'ruling'>): boolean {
  return voided || ruling === 'voided'
}

function isRefused({ ruling }: Pick<RecordedClaim, 'ruling'>): boolean {
  return ruling === 'refused' || ruling === 'upheld'
}

function mayHold(claim: RecordedClaim): boolean {
  if (isVoided(claim) || isRefused(claim)) return false
  return claim.stated !== undefined || claim.takesNone === 'no'
}

/** What was taken at the venue's own risk and is not paid yet keeps all of its units or none. */
function reserveFormer(places: ReturnType<typeof openPlaces>, claim: RecordedClaim): void {
  const held = claim.former?.heldUnits ?? 0
  reservePlace(places, claim, held, isAtOwnRisk(claim) ? claim.units : 1)
}

/** Once paid, it is as good as an act within the rules. */
function isAtOwnRisk({ conformance, former, ruling, held }: RecordedClaim): boolean {
  const wasPaid = former !== undefined && paidUnits(former) > 0
  return conformance === 'at-own-risk' && !wasPaid && ruling !== 'paid' && held === 'no'
}

function decideOutcome(pass: RecordedPass, claim: RecordedClaim, available: number): Outcome {
  if (isVoided(claim)) return nothing('voided')
  const outcome = isRefused(claim)
    ? nothing('disputed')
    : (claim.stated ?? decideByRules(pass, claim, available))
  return claim.contested === 'no' ? outcome : outcomeOf('held', 0, 0, outcome.heldUnits)
}

function decideByRules(pass: RecordedPass, claim: RecordedClaim, available: number): Outcome {
  if (claim.ruling === 'paid') {
    return pass.handedOver ? pay(claim, available) : outcomeOf('honoured', 0, claim.units, available)
  }
  if (claim.held !== 'no') return outcomeOf('held', 0, 0, available)
  if (claim.conformance === 'not-conformant') return nothing('disputed')
  if (isAtOwnRisk(claim) && available < claim.units) return nothing('disputed')
  if (claim.conformance === 'undecided' || !pass.handedOver) return outcomeOf('waiting', 0, 0, available)
  return pay(claim, available)
}

/** From the order as far as units are free, the rest by the contingency. */
function pay({ units }: RecordedClaim, available: number): Outcome {
  return outcomeOf(available === units ? 'covered' : 'honoured', available, units - available, available)
}

function nothing(type: OutcomeType): Outcome {
  return outcomeOf(type, 0, 0, 0)
}

function outcomeOf(
  type: OutcomeType,
  coveredUnits: number,
  honouredUnits: number,
  heldUnits: number,
): Outcome {
  return { type, coveredUnits, honouredUnits, heldUnits }
}
