import * as v from 'valibot'
import { shownAcknowledgement } from './acknowledgement.ts'
import { bytes, count, text, uuid } from './message.ts'
import { entryOutcome } from './outcome.ts'

/** A push holds at most this much; a longer backlog goes in several. */
export const pushLimits = { entries: 100, bytes: 256 * 1024 }

/** An entry as it travels, in a push and in an export file. */
export const sentEntry = v.object({
  bytes,
  personal: v.nullable(v.object({ salt: bytes, part: bytes, expiresAt: count })),
  /**
   * Only of an entry whose bytes were damaged on the device: the hash by which the next one names it. The server keeps
   * the bytes for a person and goes on with the chain behind that hash.
   */
  hash: v.optional(bytes),
})

/** Entries in the order of their chain; `chainEnd` is the device's signature over the last of them. */
export const pushRequest = v.object({
  protocol: count,
  chainEnd: bytes,
  entries: v.array(sentEntry),
  /** A server that lost what it had acknowledged learns so before it judges. None from an older app, or before the first. */
  acknowledged: v.optional(shownAcknowledgement),
})

/**
 * `recorded`: new; `known`: the same bytes were there; `held`: kept for a person (gap, fork, edited, revoked device);
 * `unreadable`: kept as bytes, in the visible dead letter, until they come whole: then `recorded`.
 */
export const pushAnswers = ['recorded', 'known', 'held', 'unreadable'] as const

export type PushAnswer = (typeof pushAnswers)[number]

export const pushResponse = v.object({
  protocol: count,
  serverTime: count,
  epoch: uuid,
  answers: v.array(
    v.object({
      hash: bytes,
      answer: v.picklist(pushAnswers),
      reason: text,
      outcome: v.nullable(entryOutcome),
      /** Recorded behind the end of its chain, after it was kept aside there: `acknowledged` says nothing of it. */
      late: v.optional(v.boolean()),
    }),
  ),
  /** The end of this device's chain on the server, and the server's own proof that it acknowledged it. */
  acknowledged: v.object({ sequence: count, hash: bytes, mac: bytes }),
  /** Entries up to this sequence are in a backup; 0 while none is. */
  backedUpThrough: count,
})

export type SentEntry = v.InferOutput<typeof sentEntry>
export type PushRequest = v.InferOutput<typeof pushRequest>
export type PushResponse = v.InferOutput<typeof pushResponse>
