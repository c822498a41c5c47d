import type { Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { correctedTime } from './clock.ts'
import type { Store } from './database.ts'

/** `now` of the tablet's own clock, by the offset of this device's last contact: what the times of its acts compare with. */
export async function correctedNow(store: Store, device: Uuid, now: () => Instant): Promise<Instant> {
  const enrolment = await store.enrolments.get(device)
  return enrolment ? correctedTime(enrolment, now()) : now()
}
