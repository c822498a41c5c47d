import * as v from 'valibot'
import { contesters } from '#domain/casework.ts'
import { outcomeTypes } from '#domain/outcome.ts'
import { count, instant, reason, text } from './fields.ts'

/** What became of an act, as every page of the manager says it. */
export const managedOutcome = v.object({
  type: v.picklist(outcomeTypes),
  reason: text,
  coveredUnits: count,
  honouredUnits: count,
})

export const managedAct = v.object({
  entry: text,
  device: text,
  deviceName: text,
  structure: text,
  structureName: text,
  kind: text,
  batch: v.nullable(count),
  pass: v.nullable(count),
  cheque: count,
  units: count,
  service: text,
  verdict: v.nullable(text),
  head: count,
  claimedAt: instant,
  recordedAt: instant,
  /** Who of those that share the tablet did it; the name is null once it was forgotten. */
  operator: v.nullable(v.object({ id: text, name: v.nullable(text) })),
  outcome: v.nullable(v.object({ ...managedOutcome.entries, decidedAt: instant })),
})

/** `next` asks for what is older; null at the end. */
export const managedActs = v.object({ acts: v.array(managedAct), next: v.nullable(text) })

export const voidRequest = v.object({ why: reason })

/** Why a redemption is not voided or contested. Each is a locale key. */
export const actRefusals = [
  'unknown-act',
  'not-a-redemption',
  'already-voided',
  'already-stated',
  'already-contested',
  'held',
] as const

export const voidAnswer = v.variant('type', [
  v.object({ type: v.literal('voided') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(actRefusals) }),
])

export const contestRequest = v.object({ by: v.picklist(contesters), why: reason })

export const contestAnswer = v.variant('type', [
  v.object({ type: v.literal('contested') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(actRefusals) }),
])

export type ManagedAct = v.InferOutput<typeof managedAct>
export type ManagedActs = v.InferOutput<typeof managedActs>
export type ActRefusal = (typeof actRefusals)[number]
export type VoidAnswer = v.InferOutput<typeof voidAnswer>
export type ContestRequest = v.InferOutput<typeof contestRequest>
export type ContestAnswer = v.InferOutput<typeof contestAnswer>
