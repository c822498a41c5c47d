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
  return isBlockedNow(acts.filter((act) => act.at <= at))
}

/**
 * As far as all that was ever said of it. Of what was said at one instant the last word of each device counts, and among
 * those a block: who unblocked there cannot have known of it.
 */
export function isBlockedNow(acts: readonly BlockAct[]): boolean {
  const last = acts.reduce((newest, { at }) => Math.max(newest, at), -Infinity)
  const atOnce = acts.filter(({ at }) => at === last)
  return atOnce.some((act) => act.blocks && !atOnce.some((other) => isBehind(other, act)))
}

/** Of one device, the chain says which was done on what the other had done; the clock of a device may stand still. */
function isBehind(one: BlockAct, other: BlockAct): boolean {
  if (one.device !== other.device) return false
  return (one.sequence ?? 0) > (other.sequence ?? 0)
}
