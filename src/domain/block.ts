import type { Instant } from './instant.ts'

/** A person blocked a pass, or unblocked it, at a time of their own. */
export type BlockAct = { readonly id: string; readonly at: Instant; readonly blocks: boolean }

/** A block counts from its time, until the unblocking that follows it; in what order they arrive says nothing. */
export function isBlockedAt(acts: readonly BlockAct[], at: Instant): boolean {
  return lastOf(acts.filter((act) => act.at <= at))?.blocks ?? false
}

/** As far as all that was ever said of it. */
export function isBlockedNow(acts: readonly BlockAct[]): boolean {
  return lastOf(acts)?.blocks ?? false
}

function lastOf(acts: readonly BlockAct[]): BlockAct | undefined {
  return acts.reduce<BlockAct | undefined>(
    (last, act) => (last && isBefore(act, last) ? last : act),
    undefined,
  )
}

function isBefore(one: BlockAct, other: BlockAct): boolean {
  return one.at === other.at ? one.id < other.id : one.at < other.at
}
