import * as v from 'valibot'
import type { ScannedText } from './scanned-text.ts'

/** What was scanned, as a draft keeps it. */
export const keptText = v.object({
  text: v.string(),
  source: v.picklist(['camera', 'keyboard', 'typed', 'picture']),
  at: v.number(),
}) satisfies v.GenericSchema<unknown, ScannedText>
