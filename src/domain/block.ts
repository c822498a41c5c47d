import type { Instant } from './instant.ts'

/** A person blocked a pass, or unblocked it, at a time of their own. */
export type BlockAct = {
  readonly at: Instant
  readonly blocks: boolean
  readonly device: string
  /** Its place in the chain of its device; null for what a manager did at the server, one after the other. */
  readonly sequence: number | null
}

/** A block counts from its time, until the unblocking that follows it; in what order they arrive says nothing. */
export function isBlockedAt(acts: readonly BlockAct[], at: Instant): boolean {
  return blocksCountingAt(acts, at).length > 0
}

/** As far as all that was ever said of it. */
export function isBlockedNow(acts: readonly BlockAct[]): boolean {
  return isBlockedAt(acts, Infinity)
}

/**
 * Of what was said last up to a time. At one instant the last word of each device counts, and among those a block: who
 * unblocked there cannot have known of it.
 */
export function blocksCountingAt<Act extends BlockAct>(acts: readonly Act[], at: Instant): readonly Act[] {
  const said = acts.filter((act) => act.at <= at)
  const last = said.reduce((newest, act) => Math.max(newest, act.at), -Infinity)
  const atOnce = said.filter((act) => act.at === last)
  return atOnce.filter((act) => act.blocks && !atOnce.some((other) => isBehind(other, act)))
}

/** Of one device, the chain says which was done on what the other had done; the clock of a device may stand still. */
function isBehind(one: BlockAct, other: BlockAct): boolean {
  if (one.device !== other.device) return false
  return (one.sequence ?? 0) > (other.sequence ?? 0)
}
