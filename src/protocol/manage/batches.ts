import * as v from 'valibot'
import { act, count, instant, text, why } from './fields.ts'
import { funnel } from './overview.ts'

export const managedBatch = v.object({
  batch: count,
  order: text,
  format: v.picklist(['card', 'booklet']),
  units: count,
  passes: count,
  spares: count,
  firstDay: text,
  endDay: text,
  training: v.boolean(),
  openedAt: v.nullable(instant),
  /** Codes can still be printed. */
  hasKey: v.boolean(),
  deliveries: v.array(
    v.object({ structure: text, name: text, from: count, to: count, deliveredAt: instant }),
  ),
  funnel,
})

export const managedBatches = v.object({ batches: v.array(managedBatch) })

export const newBatchRequest = v.object({
  order: v.pipe(v.string(), v.trim()),
  format: v.picklist(['card', 'booklet']),
  units: v.number(),
  passes: v.number(),
  firstDay: v.string(),
  endDay: v.string(),
  why,
  act,
})

/** Why a batch cannot be made as asked. Each is a locale key. */
export const batchFaults = [
  'bad-order',
  'units-not-whole',
  'too-many-units',
  'passes-not-whole',
  'too-many-passes',
  'bad-first-day',
  'bad-end-day',
  'ends-before-it-begins',
  'ends-in-the-past',
] as const

export const newBatchAnswer = v.variant('type', [
  v.object({ type: v.literal('made'), batch: count }),
  v.object({ type: v.literal('refused'), faults: v.array(v.picklist(batchFaults)) }),
])

export const changeRequest = v.object({ why })

export const openBatchAnswer = v.variant('type', [
  v.object({ type: v.picklist(['opened', 'already-opened']) }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-batch') }),
])

/** Both ends included. */
export const deliveryRequest = v.object({ structure: v.string(), from: v.number(), to: v.number(), why })

export const deliveryFaults = [
  'unknown-batch',
  'not-opened',
  'outside-batch',
  'already-delivered',
  'unknown-structure',
  'not-a-distributor',
] as const

export const deliveryAnswer = v.variant('type', [
  v.object({ type: v.literal('delivered'), keyDestroyed: v.boolean() }),
  v.object({ type: v.literal('refused'), reason: v.picklist(deliveryFaults) }),
])

/** Passes that one request may sign. */
export const mostCodesAtOnce = 200

export const codesAnswer = v.variant('type', [
  v.object({
    type: v.literal('codes'),
    /** CARNET_URL: each code says `ADDRESS/p#DIGITS`. */
    address: text,
    batch: managedBatch,
    codes: v.array(v.object({ pass: count, cheque: count, digits: text, number: text, serial: count })),
  }),
  v.object({
    type: v.literal('refused'),
    reason: v.picklist(['unknown-batch', 'outside-batch', 'key-destroyed']),
  }),
])

export type ManagedBatch = v.InferOutput<typeof managedBatch>
export type NewBatchRequest = v.InferOutput<typeof newBatchRequest>
export type BatchFault = (typeof batchFaults)[number]
export type NewBatchAnswer = v.InferOutput<typeof newBatchAnswer>
export type OpenBatchAnswer = v.InferOutput<typeof openBatchAnswer>
export type DeliveryAnswer = v.InferOutput<typeof deliveryAnswer>
export type CodesAnswer = v.InferOutput<typeof codesAnswer>
export type CodesToPrint = Extract<CodesAnswer, { type: 'codes' }>
