import type { Batch } from '#domain/batch.ts'
import type { AgeBracket, HandoverFlag, HandoverRefusal, Situation } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import type { Unreadable } from '#domain/verdict.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

export type ScannedPass = {
  readonly scanned: ScannedText
  readonly read: ReadCode
  /** Undefined while this device does not know it. */
  readonly batch: Batch | undefined
  readonly flags: readonly HandoverFlag[]
}

export type Step = 'box' | 'age' | 'situations' | 'language'

/** What was answered so far; nothing is required but a choice, and "not said" is one. */
export type Said = {
  readonly age: AgeBracket | undefined
  readonly situations: readonly Situation[]
  /** BCP 47 tag, or `not-said`. */
  readonly language: string | undefined
}

export type HandoverState =
  | { readonly type: 'scanning' }
  | {
      readonly type: 'asking'
      readonly pass: ScannedPass
      readonly step: Step
      readonly said: Said
      readonly notSaved: NotSavedReason | undefined
    }
  | { readonly type: 'working' }
  | {
      readonly type: 'handed-over'
      readonly pass: ScannedPass
      /** Of the person, for the paper that goes with the pass. */
      readonly language: string | undefined
      readonly entry: StoredEntry
    }
  | { readonly type: 'undone'; readonly pass: ScannedPass }
  | { readonly type: 'refused'; readonly reason: HandoverRefusal; readonly at: Instant | undefined }
  | { readonly type: 'unreadable'; readonly reason: Unreadable; readonly seen: SeenKind }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason }

export const nothingSaid: Said = { age: undefined, situations: [], language: undefined }

/** The questions of a pass: the box is asked about only when it was not announced to this structure. */
export function stepsOf(pass: Pick<ScannedPass, 'flags'>): readonly Step[] {
  const questions: readonly Step[] = ['age', 'situations', 'language']
  return pass.flags.includes('not-announced') ? ['box', ...questions] : questions
}

/** The step before or after; undefined at the ends. */
export function stepBeside(
  pass: Pick<ScannedPass, 'flags'>,
  step: Step,
  way: 'before' | 'after',
): Step | undefined {
  const steps = stepsOf(pass)
  return steps[steps.indexOf(step) + (way === 'after' ? 1 : -1)]
}

export function isAnswered(step: Step, said: Said): boolean {
  switch (step) {
    case 'box':
      return true
    case 'age':
      return said.age !== undefined
    case 'situations':
      return said.situations.length > 0
    case 'language':
      return said.language !== undefined
  }
}
