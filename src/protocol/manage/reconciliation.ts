import * as v from 'valibot'
import { managedAct } from './acts.ts'
import { count, instant, text } from './fields.ts'

/** What a person has to look at after a loss, before money may leave again. */
export const managedReconciliation = v.object({
  restored: v.boolean(),
  /** Newest first; `knownUntil`: the newest thing that the server still knew. */
  losses: v.array(
    v.object({
      drawnAt: instant,
      knownUntil: instant,
      seenBy: v.picklist(['restore', 'device']),
      reconciledAt: v.nullable(instant),
    }),
  ),
  /** Those not yet heard since the loss first; `cameBack` counts acts that the server had lost and has again. */
  devices: v.array(
    v.object({
      device: text,
      name: text,
      structureName: text,
      lastContact: v.nullable(instant),
      heard: v.boolean(),
      cameBack: count,
      revoked: v.boolean(),
    }),
  ),
  /** Acts that were judged without the head that they cite: the newest ones, and how many there are. */
  withoutHead: v.object({ count, acts: v.array(managedAct) }),
})

/** What the server cannot tell by itself; each is ticked by a person. */
export const reconciliationPoints = ['bank', 'accounts', 'revocations', 'decisions', 'devices'] as const

export const reconciliationRequest = v.object({
  checked: v.array(v.picklist(reconciliationPoints)),
  why: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
})

export const reconciliationAnswer = v.variant('type', [
  v.object({ type: v.literal('ended') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['not-restored', 'not-all-checked']) }),
])

export type ManagedReconciliation = v.InferOutput<typeof managedReconciliation>
export type ReconciliationPoint = (typeof reconciliationPoints)[number]
export type ReconciliationRequest = v.InferOutput<typeof reconciliationRequest>
export type ReconciliationAnswer = v.InferOutput<typeof reconciliationAnswer>
