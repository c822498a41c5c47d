/** Why a scan is answered NON. Each is a locale key. */
export const refusals = [
  'cheque-used',
  'insufficient-balance',
  'not-active',
  'suspended',
  'closed',
  'expired',
  'not-yet-valid',
  'cover-does-not-pay',
  'venue-not-qualified',
  'service-not-covered',
  'other-programme',
  'training-pass',
] as const

/** Why we cannot say. Each is a locale key. */
export const deferrals = [
  'knowledge-too-old',
  'limit-reached',
  'unknown-key',
  'unknown-batch',
  'unknown-version',
  'clock-unverified',
  'watch',
] as const

/** Why no code was read. Each is a locale key. */
export const unreadables = ['not-a-pass', 'misread-number', 'bad-signature'] as const

export type Refusal = (typeof refusals)[number]
export type Deferral = (typeof deferrals)[number]
export type Unreadable = (typeof unreadables)[number]

export type VerdictType = 'confirmed' | 'accepted' | `deferred:${Deferral}` | `refused:${Refusal}`

/** What the screen says to a scan. `remaining` counts the units left after this answer, as far as the device knows. */
export type Verdict = {
  readonly type: VerdictType
  readonly remaining: number | undefined
  readonly note: 'none' | 'handover-not-known'
}

export function isYes(type: VerdictType): boolean {
  return type === 'confirmed' || type === 'accepted'
}

export function isDeferred(type: VerdictType): type is `deferred:${Deferral}` {
  return type.startsWith('deferred:')
}

export function isRefused(type: VerdictType): type is `refused:${Refusal}` {
  return type.startsWith('refused:')
}

export const verdictTypes: readonly VerdictType[] = [
  'confirmed',
  'accepted',
  ...deferrals.map((reason) => `deferred:${reason}` as const),
  ...refusals.map((reason) => `refused:${reason}` as const),
]
