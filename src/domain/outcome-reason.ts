import { paidUnits, type Outcome, type RecordedClaim, type RecordedPass } from './outcome.ts'

/** Why a redemption's outcome is what it is. Each is a locale key. */
export const outcomeReasons = [
  'no-unit-free',
  'rules-not-kept',
  'proof-fails',
  'handover-not-known',
  'handover-never-came',
  'contingency-empty',
  'blocked',
  'fork',
  'revoked',
  'contested-by-person',
  'contested-by-venue',
  'paid-by-decision',
  'refused-by-decision',
  'contest-upheld',
  'voided-by-manager',
] as const

export type OutcomeReason = (typeof outcomeReasons)[number]

/** Empty when there is nothing to add. */
export function reasonOf(
  pass: RecordedPass,
  claim: RecordedClaim & { readonly proofFails: boolean },
  outcome: Outcome,
): OutcomeReason | '' {
  if (claim.voided) return ''
  if (claim.ruling === 'voided') return 'voided-by-manager'
  if (claim.contested !== 'no') return `contested-by-${claim.contested}`
  if (claim.ruling === 'refused') return 'refused-by-decision'
  if (claim.ruling === 'upheld') return 'contest-upheld'
  if (claim.ruling === 'paid') return 'paid-by-decision'
  if (outcome.type === 'held') return claim.held === 'no' ? '' : claim.held
  if (outcome.type === 'waiting') return pass.handedOver ? 'contingency-empty' : 'handover-not-known'
  if (outcome.type === 'covered') return ''
  if (claim.stated && claim.stated.heldUnits >= paidUnits(claim.stated)) return 'handover-never-came'
  if (outcome.type === 'disputed' && claim.conformance === 'not-conformant') {
    return claim.proofFails ? 'proof-fails' : 'rules-not-kept'
  }
  return claim.takesNone === 'blocked' ? 'blocked' : 'no-unit-free'
}
