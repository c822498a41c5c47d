import type { Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'

/**
 * The earliest that it can be now: the server's time at the last contact, and what has passed since by a clock that
 * nobody sets. That clock begins with the page and may stand still while the tablet sleeps, so it may be later.
 */
export function earliestNow(
  store: Store,
  { device, lastExchange }: Pick<Enrolment, 'device' | 'lastExchange'>,
): Instant {
  const known = anchorsOf(store)
  const held = known.get(device)
  const anchor = held?.lastExchange === lastExchange ? held : { lastExchange, elapsed: store.elapsed() }
  if (anchor !== held) known.set(device, anchor)
  return lastExchange + Math.max(0, store.elapsed() - anchor.elapsed)
}

/** A contact has just told the time: from here on this page's own clock counts. */
export function noteContact(store: Store, device: Uuid, lastExchange: Instant): void {
  anchorsOf(store).set(device, { lastExchange, elapsed: store.elapsed() })
}

/** A contact, and where the clock of this page stood when it was first known here. */
type Anchor = { readonly lastExchange: Instant; readonly elapsed: number }

const anchors = new WeakMap<Store, Map<Uuid, Anchor>>()

function anchorsOf(store: Store): Map<Uuid, Anchor> {
  const known = anchors.get(store) ?? new Map<Uuid, Anchor>()
  anchors.set(store, known)
  return known
}
