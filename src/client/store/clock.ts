import { DAY, MINUTE, type Instant } from '#domain/instant.ts'
import type { Clock } from '#domain/knowledge.ts'
import type { Enrolment } from './enrolment.ts'

/** The device's idea of the time, with what an entry says of it. */
export type DeviceClock = Clock & {
  /** The device's own clock, uncorrected. */
  readonly deviceTime: Instant
  /** Milliseconds from the device's clock to `at`; null when nothing vouches for it. */
  readonly offset: number | null
}

/**
 * Corrected by the offset of the last contact, never below the floor nor below the earliest that it can be. Verified
 * when an offset is known, the corrected time is not below these by more than five minutes (then somebody has set the
 * clock back), and not above the earliest by more than ten days: then either the clock was set ahead or our knowledge
 * is too old to promise anything.
 */
export function deviceClock(
  enrolment: Pick<Enrolment, 'clock'>,
  now: () => Instant,
  earliest: Instant,
): DeviceClock {
  const { offset, floor } = enrolment.clock
  const lowest = Math.max(floor, earliest)
  const deviceTime = now()
  const corrected = deviceTime + (offset ?? 0)
  const at = Math.max(corrected, lowest)
  const wasSetBack = corrected < lowest - 5 * MINUTE
  const verified = offset !== null && !wasSetBack && at <= earliest + longestUnproven
  // The server judges by the instant on which the device decided, so the entry says how to reach it.
  return { at, verified, earliest, deviceTime, offset: verified ? at - deviceTime : null }
}

/** As old as knowledge may be by default: from then on every answer is "cannot say" anyway. */
const longestUnproven = 10 * DAY

/** The device's clock with the offset of the last contact, for what hangs on no order of acts: no floor lifts it. */
export function correctedTime({ clock }: Pick<Enrolment, 'clock'>, deviceTime: Instant): Instant {
  return deviceTime + (clock.offset ?? 0)
}

/** A server's time in an answer, and the device's clock when the request left and when the answer came. */
export type Contact = {
  readonly serverTime: Instant
  readonly sentAt: Instant
  readonly receivedAt: Instant
}

/** The offset by the middle of the request: wrong by half of the time that it took, at most. */
export function measureOffset({ serverTime, sentAt, receivedAt }: Contact): number {
  return serverTime - Math.round((sentAt + receivedAt) / 2)
}

/** A contact vouches for the time: it replaces the offset, and a floor that a wrong clock had raised. */
export function clockAfter(contact: Contact, headIssuedAt: Instant): Enrolment['clock'] {
  return {
    offset: measureOffset(contact),
    measuredAt: contact.receivedAt,
    floor: Math.max(contact.serverTime, headIssuedAt),
  }
}
