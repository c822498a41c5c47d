import * as v from 'valibot'
import { count, instant, series, text } from './fields.ts'

const waited = v.object({
  week: v.optional(count),
  month: v.optional(count),
  later: v.optional(count),
  never: v.optional(count),
})

/** Passes that people hold, whom to remind of them, and how long they wait. A cell of one to four people is left out. */
export const managedFollowUp = v.object({
  /** Handed out so many days ago or more, and never used: by place and batch, the most first. */
  unused: v.array(
    v.object({ structure: text, structureName: text, batch: count, passes: count, series, oldest: instant }),
  ),
  /** With cheques left and their last day within so many days, the earliest first. */
  ending: v.array(
    v.object({
      ...{ structure: text, structureName: text, batch: count, lastDay: text },
      ...{ passes: count, units: count, series },
    }),
  ),
  /** From the handover to the first use. */
  waits: waited,
  /** The same by what people said, the largest group first; null: those of whom few said the same, together. */
  languages: v.array(v.object({ value: v.nullable(text), passes: count, waits: waited })),
  channels: v.array(v.object({ value: v.nullable(text), passes: count, waits: waited })),
})

export type ManagedFollowUp = v.InferOutput<typeof managedFollowUp>
