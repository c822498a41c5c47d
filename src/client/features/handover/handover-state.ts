import type { Batch } from '#domain/batch.ts'
import type {
  AgeBracket,
  Channel,
  Gender,
  HandoverCategories,
  HandoverFlag,
  HandoverRefusal,
  Situation,
} from '#domain/handover.ts'
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

/** At least one; the first is the one that was scanned first. */
export type PassesInHand = readonly [ScannedPass, ...ScannedPass[]]

export const questions = ['age', 'situations', 'language', 'channel'] as const

export type Question = (typeof questions)[number]

export type Step = 'box' | Question | 'explain'

/** A pass with such a flag should be in another box, or in none. */
const strayReasons = [
  'not-opened',
  'not-delivered',
  'not-announced',
] as const satisfies readonly HandoverFlag[]

export type StrayReason = (typeof strayReasons)[number]

/** What was answered so far; nothing is required but a choice, and "not said" is one. */
export type Said = {
  readonly age: AgeBracket | undefined
  readonly situations: readonly Situation[]
  /** BCP 47 tag, or `not-said`. */
  readonly language: string | undefined
  readonly channel: Channel | undefined
  /** Never asked for: undefined is an answer. */
  readonly gender: Gender | undefined
}

export type Asking = {
  readonly type: 'asking'
  readonly passes: PassesInHand
  readonly step: Step
  readonly said: Said
  readonly notSaved: NotSavedReason | undefined
}

/** Beside what the rules refuse: a pass that is in this handover already. */
export type Refusal = HandoverRefusal | 'in-this-handover'

/** `joining`: the handover that the next pass is added to, when it is not the first. */
export type HandoverState =
  | { readonly type: 'resuming' }
  | { readonly type: 'scanning'; readonly joining: Asking | undefined }
  | Asking
  | { readonly type: 'working' }
  | {
      readonly type: 'handed-over'
      readonly passes: PassesInHand
      /** Of the person, for the paper that goes with the pass. */
      readonly language: string | undefined
      readonly entries: readonly StoredEntry[]
    }
  | { readonly type: 'undone'; readonly passes: PassesInHand }
  | {
      readonly type: 'refused'
      readonly reason: Refusal
      readonly at: Instant | undefined
      readonly joining: Asking | undefined
    }
  | {
      readonly type: 'unreadable'
      readonly reason: Unreadable
      readonly seen: SeenKind
      readonly joining: Asking | undefined
    }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason; readonly joining: Asking | undefined }

export const nothingSaid: Said = {
  age: undefined,
  situations: [],
  language: undefined,
  channel: undefined,
  gender: undefined,
}

/** The box is asked about only when a pass should not be in it; the last step gives. */
export function stepsOf(passes: readonly Pick<ScannedPass, 'flags'>[]): readonly Step[] {
  const steps: readonly Step[] = [...questions, 'explain']
  return passes.some(isAstray) ? ['box', ...steps] : steps
}

/** Why passes should not be in this box, each reason once. */
export function strayReasonsOf(passes: readonly Pick<ScannedPass, 'flags'>[]): readonly StrayReason[] {
  return strayReasons.filter((reason) => passes.some(({ flags }) => flags.find(isStrayReason) === reason))
}

/** The step before or after; undefined at the ends. */
export function stepBeside(
  passes: readonly Pick<ScannedPass, 'flags'>[],
  step: Step,
  way: 'before' | 'after',
): Step | undefined {
  const steps = stepsOf(passes)
  return steps[steps.indexOf(step) + (way === 'after' ? 1 : -1)]
}

export function isAnswered(step: Step, said: Said): boolean {
  switch (step) {
    case 'box':
    case 'explain':
      return true
    case 'age':
      return said.age !== undefined
    case 'situations':
      return said.situations.length > 0
    case 'language':
      return said.language !== undefined
    case 'channel':
      return said.channel !== undefined
  }
}

/** The passes that stay when one should not be in this box; undefined when none does. */
export function withoutAstray(passes: PassesInHand): PassesInHand | undefined {
  const [first, ...others] = passes.filter((pass) => !isAstray(pass))
  return first && [first, ...others]
}

/** What goes beside each pass of the handover. */
export function categoriesOf({ age, situations, language, channel, gender }: Said): HandoverCategories {
  return {
    age: age ?? 'not-said',
    situations,
    language: language ?? 'not-said',
    channel: channel ?? 'not-said',
    ...(gender && { gender }),
  }
}

function isAstray({ flags }: Pick<ScannedPass, 'flags'>): boolean {
  return flags.some(isStrayReason)
}

function isStrayReason(flag: HandoverFlag): flag is StrayReason {
  return strayReasons.some((reason) => reason === flag)
}
