import * as v from 'valibot'
import { outcomeTypes } from '#domain/outcome.ts'
import { count, text, uuid } from './message.ts'

/** What the server made of an entry, as its device learns it. A later one has a higher `number`. */
export const entryOutcome = v.object({
  entry: uuid,
  number: count,
  type: v.picklist(outcomeTypes),
  coveredUnits: count,
  honouredUnits: count,
  /** Units that the lists count because of it; absent in version 1. */
  heldUnits: v.optional(count),
  /** Why, as a locale key; empty when there is nothing to add. */
  reason: text,
  /** What a person said of it, in their own words; absent in version 1. */
  words: v.optional(text),
  /** The first head whose lists count it; null while it waits for one. */
  firstHead: v.nullable(count),
  /**
   * What the lists of earlier heads count because of former outcomes of this entry, newest first: a device may hold a
   * head of then, and never have heard of the outcome. Absent in version 1.
   */
  counted: v.optional(v.array(v.object({ units: count, firstHead: count }))),
})

export type EntryOutcome = v.InferOutput<typeof entryOutcome>
