import { MINUTE, type Instant } from '#domain/instant.ts'
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
 * Corrected by the offset of the last contact, never below the floor. Verified when an offset is known and the
 * corrected time is not below the floor by more than five minutes: then somebody has set the clock back.
 */
export function deviceClock(enrolment: Pick<Enrolment, 'clock'>, now: () => Instant): DeviceClock {
  const { offset, floor } = enrolment.clock
  const deviceTime = now()
  const corrected = deviceTime + (offset ?? 0)
  const at = Math.max(corrected, floor)
  const verified = offset !== null && corrected >= floor - 5 * MINUTE
  // The server judges by the instant on which the device decided, so the entry says how to reach it.
  return { at, verified, deviceTime, offset: verified ? at - deviceTime : null }
}

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
