import type { Batch } from './batch.ts'
import type { Instant } from './instant.ts'
import type { PassKnowledge, PassState } from './pass.ts'
import type { Programme } from './programme.ts'
import type { Structure } from './structure.ts'

/** All that a device knows about one pass when a code is in front of it. What is missing makes it answer "cannot say". */
export type Knowledge = {
  readonly programme: Programme
  readonly structure: Structure
  readonly head: { readonly number: number; readonly issuedAt: Instant } | undefined
  readonly batch: Batch | undefined
  readonly pass: PassKnowledge | undefined
}

/** The device's idea of the time. Unverified: no contact vouches for it. */
export type Clock = {
  readonly at: Instant
  readonly verified: boolean
  /** The earliest that it can be now, whoever moved the clock; absent where the time is known to be `at`. */
  readonly earliest?: Instant
}

/** What this device itself did and the lists may not show yet. */
export type OwnActs = {
  readonly uses: readonly OwnUse[]
  readonly handedOver: { readonly at: Instant } | undefined
  /** What this device itself said of the pass: it is so here at once. */
  readonly word?: OwnWord | undefined
  /** What is used of the pass in whose place this one was given here: the lists count it on this one later. */
  readonly carried?: Pick<PassKnowledge, 'used' | 'cheques'> | undefined
  /** Units taken by this device, on any pass, since its last exchange. */
  readonly unitsSinceExchange: number
  /** Passes without a known handover that this device accepted beyond its list. */
  readonly inStockPasses: number
}

export type OwnWord = 'blocked' | 'unblocked' | 'replaced'

/** One of this device's redemptions on the pass in hand. */
export type OwnUse = {
  /** What the list counts for it once it is in the list; 0 when it was given back or holds nothing. Else what it took. */
  readonly units: number
  readonly cheque: number
  readonly service: string
  readonly at: Instant
  /** The list that the device holds already counts it. */
  readonly inList: boolean
  /** `not-in-list`: undone, while the list that the device holds still counts it. */
  readonly voided: 'no' | 'not-in-list' | 'in-list'
}

export const nothingDone: OwnActs = {
  uses: [],
  handedOver: undefined,
  unitsSinceExchange: 0,
  inStockPasses: 0,
}

/** What knowledge as young as this calls not active is so; by older knowledge it may have been delivered since. */
export function isSureOfNotActive(knowledge: Pick<Knowledge, 'head' | 'programme'>, clock: Clock): boolean {
  return clock.verified && isYoungerThan(knowledge, knowledge.programme.rules.refusesNotActiveWithin, clock)
}

/** Milliseconds since the head was signed; no head is young. */
export function isYoungerThan({ head }: Pick<Knowledge, 'head'>, age: number, clock: Clock): boolean {
  return head !== undefined && clock.at - head.issuedAt < age
}

/** What the list says of a pass, and what this device itself did of it that the list does not show yet. */
export function withOwnWord(pass: PassKnowledge, { word, carried }: OwnActs): PassKnowledge {
  return {
    state: stateAfter(pass.state, word),
    used: Math.max(pass.used, carried?.used ?? 0),
    cheques: carried ? new Set([...pass.cheques, ...carried.cheques]) : pass.cheques,
  }
}

function stateAfter(state: PassState, word: OwnWord | undefined): PassState {
  if (word === 'replaced') return 'closed'
  if (word === 'blocked') return 'suspended'
  return word === 'unblocked' && state === 'suspended' ? 'active' : state
}

/** Units that this device took and that its list does not count: `remaining = N − used(list) − these`. */
export function ownUnitsBeyondList(uses: readonly OwnUse[]): number {
  let units = 0
  for (const use of uses) {
    if (use.voided === 'no' && !use.inList) units += use.units
    if (use.voided === 'not-in-list' && use.inList) units -= use.units
  }
  return units
}

/**
 * Units that this device took, did not undo, and that its list does not count. An undone one that the list still counts
 * is no credit here: it would let the device take two beyond its list, and k devices lose more than k − 1.
 */
export function unitsNotInList(uses: readonly OwnUse[]): number {
  let units = 0
  for (const use of uses) if (use.voided === 'no' && !use.inList) units += use.units
  return units
}

/** Units left on a pass, as far as this device knows. Never below zero. A cheque used here and elsewhere is one cheque. */
export function remainingOf(units: number, pass: PassKnowledge, uses: readonly OwnUse[]): number {
  const isBooklet = pass.cheques.size > 0 || uses.some((use) => use.cheque > 0)
  const used = isBooklet ? usedCheques(pass, uses).size : pass.used + ownUnitsBeyondList(uses)
  return Math.max(0, units - used)
}

/** The cheques of a booklet that are used as far as this device knows. */
export function usedCheques(pass: PassKnowledge, uses: readonly OwnUse[]): ReadonlySet<number> {
  const used = new Set(pass.cheques)
  for (const use of uses) if (use.voided === 'not-in-list' && isCounted(use)) used.delete(use.cheque)
  for (const use of uses) if (use.voided === 'no' && !isGivenBack(use)) used.add(use.cheque)
  return used
}

function isCounted({ inList, units }: OwnUse): boolean {
  return inList && units > 0
}

/** A person undid it or refused to pay it, or it never held its cheque: the list says whether the cheque is free. */
function isGivenBack({ inList, units }: OwnUse): boolean {
  return inList && units === 0
}
