import type { HandoverFlag } from '#domain/handover.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { VerdictLook } from '#client/ui/verdict-shape.tsx'
import {
  categoriesOf,
  nothingSaid,
  questions,
  type Question,
  type Refusal,
  type Said,
  type ScannedPass,
} from '../handover-state.ts'
import type { LeftOut } from '../left-out.ts'

/** One set of categories for the hall, or each person is asked. */
export const groupWays = ['all', 'each'] as const

export type GroupWay = (typeof groupWays)[number]

/** A pass and its person; `said` is undefined where the whole group said the same. */
export type GroupItem = { readonly pass: ScannedPass; readonly said: Said | undefined }

/** What outlives the page. */
export type Group = {
  readonly way: GroupWay
  /** Of all. */
  readonly said: Said
  readonly items: readonly GroupItem[]
  /** Of those that share the tablet, who began it; nobody else finds it. */
  readonly owner: Uuid | undefined
}

/** What the last code in front of the camera was. */
export type GroupHeard =
  | { readonly type: 'added' }
  /** It is in this handover already, and perhaps only lies there still. */
  | { readonly type: 'again' }
  | { readonly type: 'refused'; readonly reason: Refusal }
  | { readonly type: 'unreadable'; readonly seen: SeenKind }

/** Nothing is given before the one confirmation. */
export type GroupState =
  | { readonly type: 'resuming' }
  | { readonly type: 'choosing'; readonly leftOut: LeftOut | undefined }
  /** Of all, or with `pass` of the person who gets it. */
  | {
      readonly type: 'asking'
      readonly group: Group
      readonly pass: ScannedPass | undefined
      readonly question: Question
      readonly said: Said
    }
  | { readonly type: 'scanning'; readonly group: Group; readonly heard: GroupHeard | undefined }
  | {
      readonly type: 'reviewing'
      readonly group: Group
      readonly notSaved: NotSavedReason | undefined
      /** A pass that was given elsewhere on this device meanwhile, and is left out now. */
      readonly refused: Refusal | undefined
      /** What a group that was taken up has lost. */
      readonly leftOut: LeftOut | undefined
    }
  | { readonly type: 'working'; readonly group: Group }
  | { readonly type: 'given'; readonly group: Group; readonly entries: readonly StoredEntry[] }
  | { readonly type: 'undone' }

export const newChoice: GroupState = { type: 'choosing', leftOut: undefined }

export function reviewOf(group: Group): Extract<GroupState, { type: 'reviewing' }> {
  return { type: 'reviewing', group, notSaved: undefined, refused: undefined, leftOut: undefined }
}

export function newGroup(way: GroupWay, owner: Uuid | undefined): Group {
  return { way, said: nothingSaid, items: [], owner }
}

export function isInGroup({ items }: Group, { read }: ScannedPass): boolean {
  return items.some(({ pass }) => nameOfPass(pass.read) === nameOfPass(read))
}

export function withPass(group: Group, item: GroupItem): Group {
  return isInGroup(group, item.pass) ? group : { ...group, items: [...group.items, item] }
}

export function withoutPass(group: Group, { pass }: GroupItem): Group {
  const name = nameOfPass(pass.read)
  return { ...group, items: group.items.filter((item) => nameOfPass(item.pass.read) !== name) }
}

/** What goes to the journal: each pass with what its person said, or with what all said. */
export function givenOf({ items, said }: Group) {
  return items.map((item) => ({ read: item.pass.read, said: categoriesOf(item.said ?? said) }))
}

export function questionBeside(question: Question, way: 'before' | 'after'): Question | undefined {
  return questions[questions.indexOf(question) + (way === 'after' ? 1 : -1)]
}

/** Given is blue, as everything without a network; what is flagged stands out. */
export function lookOf(flags: readonly HandoverFlag[]): VerdictLook {
  return flags.length === 0 ? 'yes-to-confirm' : 'noted'
}
