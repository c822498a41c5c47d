import * as v from 'valibot'
import { keptText } from '#client/scan/kept-text.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { saidText } from '../handover-draft.ts'
import type { Said } from '../handover-state.ts'
import { groupWays, type Group, type GroupState, type GroupWay } from './group-state.ts'

/** A group half scanned: each pass is read and checked again. */
export type GroupDraft = {
  readonly way: GroupWay
  readonly said: Said
  readonly items: readonly { readonly scanned: ScannedText; readonly said: Said | undefined }[]
}

export function groupDraftOf({ way, said, items }: Group): GroupDraft {
  return { way, said, items: items.map((item) => ({ scanned: item.pass.scanned, said: item.said })) }
}

/** Undefined for what another app kept and this one does not understand. */
export function readGroupDraft(kept: unknown): GroupDraft | undefined {
  const read = v.safeParse(draft, kept)
  return read.success
    ? { ...read.output, items: read.output.items.map(({ scanned, said }) => ({ scanned, said })) }
    : undefined
}

/** What outlives the page; undefined before the first pass, and once it is given or left. */
export function keptOf(state: GroupState): Group | undefined {
  return state.type !== 'given' && 'group' in state && state.group.items.length > 0 ? state.group : undefined
}

const draft = v.object({
  way: v.picklist(groupWays),
  said: saidText,
  items: v.pipe(v.array(v.object({ scanned: keptText, said: v.optional(saidText) })), v.minLength(1)),
})
