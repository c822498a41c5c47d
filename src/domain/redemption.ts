import { lastUseOf, type PrintedCode } from './batch.ts'
import { calendarDayOf, type Instant } from './instant.ts'
import {
  isSureOfNotActive,
  isYoungerThan,
  remainingOf,
  unitsNotInList,
  usedCheques,
  withOwnWord,
  type Clock,
  type Knowledge,
  type OwnActs,
} from './knowledge.ts'
import { serviceOf } from './programme.ts'
import { qualificationOn } from './structure.ts'
import type { Deferral, Refusal, Verdict } from './verdict.ts'

/** A venue asks to take units of a pass for a service. A card pays the service's price; each cheque pays one. */
export type Claim = {
  readonly programme: number
  readonly code: PrintedCode
  readonly service: string
  readonly units: number
}

/**
 * The answer to a scan, from what the device knows and did: the same function answers on the device and judges on
 * the server. Units are counted whole; times are UTC instants. Rules V1…V21 of docs/rules.md, from the design's §4.
 */
export function decideRedemption(knowledge: Knowledge, own: OwnActs, claim: Claim, clock: Clock): Verdict {
  const { programme, batch } = knowledge
  const pass = knowledge.pass && withOwnWord(knowledge.pass, own)
  if (claim.programme !== programme.number) return refused('other-programme')
  if (!batch || !pass) return deferred('unknown-batch')
  if (batch.training) return refused('training-pass')
  if (batch.format === 'booklet' && claim.code.cheque === 0) return refused('cover-does-not-pay')

  const remaining = remainingOf(batch.units, pass, own.uses)
  const dated = decideByDate(knowledge, claim, clock.at)
  if (dated) {
    const isCertain = clock.verified && decideByDate(knowledge, claim, clock.earliest ?? clock.at) === dated
    return isCertain ? refused(dated, remaining) : deferred('clock-unverified', remaining)
  }

  const sure = isSureOfNotActive(knowledge, clock)
  const mayBeGiven = pass.state === 'in-stock' || (pass.state === 'not-active' && (batch.opened || !sure))
  const state = own.handedOver && mayBeGiven ? 'active' : pass.state
  if (state === 'closed' || state === 'suspended') return refused(state, remaining)
  if (claim.code.cheque > 0 && usedCheques(pass, own.uses).has(claim.code.cheque)) {
    return refused('cheque-used', remaining)
  }
  if (remaining < claim.units) return refused('insufficient-balance', remaining)
  if (state === 'not-active') {
    if (!clock.verified) return deferred('clock-unverified', remaining)
    return sure ? refused('not-active', remaining) : deferred('knowledge-too-old', remaining)
  }

  if (!isYoungerThan(knowledge, programme.rules.defersAfter, clock))
    return deferred('knowledge-too-old', remaining)
  if (state === 'watch') return deferred('watch', remaining)
  if (exceedsLimits(knowledge, own, claim, state === 'in-stock')) return deferred('limit-reached', remaining)
  return {
    type: 'accepted',
    remaining: remaining - claim.units,
    note: state === 'in-stock' ? 'handover-not-known' : 'none',
  }
}

/** What a service costs on this code: a cheque is one unit, a card pays the whole price. */
export function unitsToTake(format: 'card' | 'booklet', cheques: number): number {
  return format === 'booklet' ? 1 : cheques
}

/** The same pass (for a booklet, the same cheque) and service again within the time in which we ask first. */
export function repeatsWithin(
  knowledge: Knowledge,
  own: OwnActs,
  claim: Claim,
  clock: Clock,
): { readonly at: number } | undefined {
  const since = clock.at - knowledge.programme.rules.asksAgainWithin
  return own.uses.find(
    (use) =>
      use.voided === 'no' &&
      use.at > since &&
      use.service === claim.service &&
      use.cheque === claim.code.cheque,
  )
}

function decideByDate(knowledge: Knowledge, claim: Claim, at: Instant): Refusal | undefined {
  const { programme, batch, structure } = knowledge
  if (!batch) return undefined
  const today = calendarDayOf(at, programme.timeZone)
  const qualification = qualificationOn(structure, today)
  if (!qualification) return 'venue-not-qualified'
  if (!serviceOf(programme, claim.service) || !qualification.services.includes(claim.service)) {
    return 'service-not-covered'
  }
  if (today < batch.firstDay) return 'not-yet-valid'
  if (today > lastUseOf(batch)) return 'expired'
  return undefined
}

function exceedsLimits(knowledge: Knowledge, own: OwnActs, claim: Claim, inStock: boolean): boolean {
  const { rules, unitCents } = knowledge.programme
  const onPass = unitsNotInList(own.uses)
  const onDevice = own.unitsSinceExchange + claim.units
  if (onPass > 0 && onPass + claim.units > rules.unitsPerPass) return true
  if (inStock && onPass === 0 && own.inStockPasses >= rules.inStockPasses) return true
  return onDevice > rules.unitsPerDevice || onDevice * unitCents > rules.centsPerDevice
}

function refused(reason: Refusal, remaining?: number): Verdict {
  return { type: `refused:${reason}`, remaining, note: 'none' }
}

function deferred(reason: Deferral, remaining?: number): Verdict {
  return { type: `deferred:${reason}`, remaining, note: 'none' }
}
