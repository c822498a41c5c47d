import * as v from 'valibot'
import { bytes, count, text, uuid } from './message.ts'

/**
 * A desk asks what was taken of the pass of a person who stands before it: with the proof that a block would carry, a
 * scan, a typed number, or its own handover.
 */
export const passUsesRequest = v.object({
  protocol: count,
  code: v.nullable(v.strictTuple([count, count, count])),
  proof: v.union([v.object({ scan: bytes }), v.object({ typed: text }), v.object({ handover: uuid })]),
})

/** When and for what; never where, never by whom. The newest first; instants are UTC milliseconds. */
export const passUsesResponse = v.variant('type', [
  v.object({
    type: v.literal('uses'),
    /** Of the pass and of those in whose place it was given. */
    lines: v.array(
      v.object({
        /** The act, by which a contest names it. */
        entry: uuid,
        at: count,
        service: text,
        units: count,
        /** `contested`: somebody has still to decide of it. `decided`: a person has, or it is undone. */
        standing: v.picklist(['counts', 'contested', 'decided']),
      }),
    ),
    knownAt: count,
  }),
  /** `later`: too many numbers that lead nowhere. */
  v.object({ type: v.literal('refused'), reason: v.picklist(['unknown-pass', 'later', 'revoked']) }),
])

export type PassUsesRequest = v.InferOutput<typeof passUsesRequest>
export type PassUsesResponse = v.InferOutput<typeof passUsesResponse>
export type PassUse = Extract<PassUsesResponse, { type: 'uses' }>['lines'][number]
