import * as v from 'valibot'
import { decisionKinds } from '#domain/casework.ts'
import { passStates } from '#domain/pass.ts'
import { managedAct } from './acts.ts'
import { caseHistory, caseKinds } from './cases.ts'
import { count, instant, reason, text } from './fields.ts'

export const passFound = v.object({ batch: count, pass: count })

export const managedPass = v.object({
  batch: count,
  pass: count,
  format: v.picklist(['card', 'booklet']),
  units: count,
  used: count,
  cheques: v.array(count),
  state: v.picklist(passStates),
  handedOver: v.boolean(),
  deliveredTo: v.nullable(text),
  firstDay: text,
  lastDay: text,
  /** Of the pass and of those of its family. */
  acts: v.array(managedAct),
  /** Passes that were given to the same person one in the place of another, this one included; the newest is active. */
  family: v.array(v.object({ batch: count, pass: count, newest: v.boolean() })),
  /** What a person may still do of each of these acts, and what became of it until now. */
  lines: v.array(
    v.object({
      entry: text,
      history: caseHistory,
      mayVoid: v.boolean(),
      mayContest: v.boolean(),
      /** A person decided before: what is decided now takes the place of it. */
      decided: v.boolean(),
      /** Under which kind it is decided; null without a case. */
      case: v.nullable(v.picklist(caseKinds)),
      decisions: v.array(v.picklist(decisionKinds)),
    }),
  ),
  /** Which pass of the family took the place of which, the earliest first. */
  replacements: v.array(
    v.object({ former: passFound, newer: passFound, at: instant, deviceName: text, why: text }),
  ),
  /** Every time that it was blocked or unblocked, by its own time. */
  blocks: v.array(v.object({ blocks: v.boolean(), at: instant, deviceName: text, why: text })),
})

export const blockRequest = v.object({ why: reason })

export const blockAnswer = v.variant('type', [
  v.object({ type: v.picklist(['blocked', 'unblocked', 'already-blocked', 'not-blocked']) }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-pass') }),
])

/** The pass that is given in the place of the one in the path. */
export const replacementRequest = v.object({ batch: count, pass: count, why: reason })

/** Why a pass does not take the place of another. Each is a locale key. */
export const replacementRefusals = [
  'unknown-pass',
  'not-alike',
  'not-opened',
  'already-handed-over',
  'already-replaced',
] as const

export const replacementAnswer = v.variant('type', [
  v.object({ type: v.literal('replaced') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(replacementRefusals) }),
])

export type ManagedPass = v.InferOutput<typeof managedPass>
export type BlockAnswer = v.InferOutput<typeof blockAnswer>
export type ReplacementRequest = v.InferOutput<typeof replacementRequest>
export type ReplacementAnswer = v.InferOutput<typeof replacementAnswer>
export type ReplacementRefusal = (typeof replacementRefusals)[number]
