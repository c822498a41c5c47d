import * as v from 'valibot'
import { contesters, decisionKinds } from '#domain/casework.ts'
import { passStates } from '#domain/pass.ts'
import { managedAct, managedOutcome } from './acts.ts'
import { cents, count, instant, reason, text } from './fields.ts'

/** What became of a line and what people said of it, in the order of time. */
export const caseHistory = v.array(
  v.variant('what', [
    v.object({
      what: v.literal('outcome'),
      at: instant,
      ...managedOutcome.entries,
    }),
    v.object({
      what: v.literal('decision'),
      at: instant,
      kind: v.picklist([...decisionKinds, 'void']),
      deviceName: text,
      words: text,
    }),
    v.object({
      what: v.literal('contest'),
      at: instant,
      by: v.picklist(contesters),
      deviceName: text,
      words: text,
    }),
  ]),
)

export const caseKinds = ['honoured', 'disputed', 'flagged', 'held', 'contested'] as const

/** One of the two sides of a case: an act, and what its device knew of the pass when it acted. */
const side = v.object({
  act: managedAct,
  headIssuedAt: v.nullable(instant),
  knew: v.nullable(
    v.object({ state: v.picklist(passStates), used: count, units: count, chequeUsed: v.boolean() }),
  ),
  /** The server does not have the head that the act cites: nobody can tell what its device knew. */
  headLost: v.boolean(),
})

/** A block that counted when an act was done: by a desk in its journal, or by a manager at the server. */
const caseBlock = v.object({
  at: instant,
  by: v.picklist(['desk', 'manager']),
  recordedAt: instant,
  deviceName: text,
  structureName: text,
  why: text,
})

/** `next` asks for what is older; null at the end. */
export const caseList = v.object({
  next: v.nullable(text),
  cases: v.array(
    v.object({
      entry: text,
      kind: v.picklist(caseKinds),
      batch: v.nullable(count),
      pass: v.nullable(count),
      openedAt: instant,
      reason: text,
      /** What may be decided of it now. */
      decisions: v.array(v.picklist(decisionKinds)),
      history: caseHistory,
      /** Null for what could not be read into the journal. */
      side: v.nullable(side),
      /** Acts of other devices on this pass and its family that this one could not know; the first of them. */
      others: v.array(side),
      moreOthers: count,
      /** Blocks of other devices that this one could not know. */
      blocks: v.array(caseBlock),
      cents,
    }),
  ),
})

/** Kept as bytes, outside the journal: what waits for an earlier act, names another device, cannot be read. */
export const heldList = v.object({
  next: v.nullable(text),
  held: v.array(
    v.object({
      hash: text,
      device: text,
      deviceName: text,
      structureName: text,
      reason: text,
      receivedAt: instant,
      bytes: count,
      /** What it says, which nobody vouches for; null when it cannot be read. */
      says: v.nullable(
        v.object({
          entry: text,
          kind: text,
          claimedAt: v.pipe(v.number(), v.safeInteger()),
          batch: v.nullable(count),
          pass: v.nullable(count),
          cheque: count,
          units: count,
        }),
      ),
      /** The name under which a person decides of it. */
      case: text,
      /** What may be decided of it now. */
      decisions: v.array(v.picklist(decisionKinds)),
    }),
  ),
})

/** The newest of both. */
export const managedCases = v.object({
  ...caseList.entries,
  held: heldList.entries.held,
  heldNext: v.nullable(text),
})

export const decisionRequest = v.object({
  kind: v.picklist(caseKinds),
  decision: v.picklist(decisionKinds),
  why: reason,
})

/** Why a decision is not taken. Each is a locale key. */
export const decisionRefusals = ['unknown-case', 'not-possible', 'already-stated'] as const

/** `outcome`: what the line is now; null for an act that could not be read into the journal. */
export const decisionAnswer = v.variant('type', [
  v.object({
    type: v.literal('decided'),
    outcome: v.nullable(managedOutcome),
  }),
  v.object({ type: v.literal('refused'), reason: v.picklist(decisionRefusals) }),
])

export type CaseSide = v.InferOutput<typeof side>
export type CaseBlock = v.InferOutput<typeof caseBlock>
export type CaseList = v.InferOutput<typeof caseList>
export type ManagedCase = CaseList['cases'][number]
export type HeldList = v.InferOutput<typeof heldList>
export type HeldEntry = HeldList['held'][number]
export type ManagedCases = v.InferOutput<typeof managedCases>
export type CaseHistory = ManagedCase['history']
export type DecisionRequest = v.InferOutput<typeof decisionRequest>
export type DecisionAnswer = v.InferOutput<typeof decisionAnswer>
export type DecisionRefusal = (typeof decisionRefusals)[number]
