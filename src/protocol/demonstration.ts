import * as v from 'valibot'
import { passStates } from '#domain/pass.ts'

/** The doors of a demonstration that enrol this browser: `desk` hands out and accepts, `manager` sees all. */
export const doorRequest = v.object({ door: v.picklist(['desk', 'manager']) })

export const doorResponse = v.object({ link: v.string(), expiresAt: v.number() })

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Codes of a demonstration to scan from a second screen or on paper, each with what its pass is just now. */
export const samplesResponse = v.object({
  programme: v.string(),
  telephone: v.string(),
  samples: v.array(
    v.object({
      batch: count,
      pass: count,
      /** 0 is the card or the booklet's cover. */
      cheque: count,
      format: v.picklist(['card', 'booklet']),
      units: count,
      state: v.picklist(passStates),
      /** The batch is funded; without it, none of its passes was ever in a box. */
      opened: v.boolean(),
      /** Announced to the place that the doors enrol. */
      here: v.boolean(),
      /** Units left on the whole pass. */
      remaining: count,
      /** Numbers of the booklet's used cheques; empty for a card. */
      usedCheques: v.array(count),
      lastDay: v.string(),
      /** What the code holds: `ADDRESS/p#DIGITS`. */
      text: v.string(),
      number: v.string(),
    }),
  ),
})

export type DoorRequest = v.InferOutput<typeof doorRequest>
export type DoorResponse = v.InferOutput<typeof doorResponse>
export type SamplesResponse = v.InferOutput<typeof samplesResponse>
export type Sample = SamplesResponse['samples'][number]
