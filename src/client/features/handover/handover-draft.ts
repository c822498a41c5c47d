import * as v from 'valibot'
import { ageBrackets, channels, genders, situations } from '#domain/handover.ts'
import { keptText } from '#client/scan/kept-text.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { questions, type Asking, type Said, type Step } from './handover-state.ts'

/** A handover that was left half done: what was scanned, to be read and checked again, and what was said. */
export type HandoverDraft = {
  readonly scanned: readonly ScannedText[]
  readonly step: Step
  readonly said: Said
}

export function handoverDraftOf({ passes, step, said }: Asking): HandoverDraft {
  return { scanned: passes.map(({ scanned }) => scanned), step, said }
}

/** Undefined for what another app kept and this one does not understand. */
export function readHandoverDraft(kept: unknown): HandoverDraft | undefined {
  const read = v.safeParse(draft, kept)
  return read.success ? read.output : undefined
}

export const saidText = v.pipe(
  v.object({
    age: v.optional(v.picklist(ageBrackets)),
    situations: v.array(v.picklist(situations)),
    language: v.optional(v.string()),
    channel: v.optional(v.picklist(channels)),
    gender: v.optional(v.picklist(genders)),
  }),
  v.transform(({ age, situations: of, language, channel, gender }): Said => ({
    age,
    situations: of,
    language,
    channel,
    gender,
  })),
)

const draft = v.object({
  scanned: v.pipe(v.array(keptText), v.minLength(1)),
  step: v.picklist(['box', ...questions, 'explain']),
  said: saidText,
})
