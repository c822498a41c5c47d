import { pushLimits } from '#protocol/push.ts'

/** How many entries go in the next push of a device: fewer when the line is poor, more when it holds. */
export type PushSize = {
  readonly entries: () => number
  /** A push came through. */
  readonly grow: () => void
  /** A push of that many entries broke off. */
  readonly halve: (sent: number) => void
}

/**
 * Half after each failure, down to one entry, and a quarter more after each success: a line that cuts every few
 * kilobytes then carries pushes that nearly fill what it lets through.
 */
export function createPushSize(): PushSize {
  let entries = pushLimits.entries
  return {
    entries: () => entries,
    grow: () => (entries = Math.min(pushLimits.entries, Math.ceil(entries * 1.25))),
    halve: (sent) => (entries = Math.max(1, Math.floor(Math.min(entries, sent) / 2))),
  }
}
