import type { Instant } from '#domain/instant.ts'
import { correctedTime } from './clock.ts'
import type { Store } from './database.ts'

/**
 * Deletes the personal parts that have expired, each by its device's idea of the time; their entries stay, and a missing
 * part is normal. `deviceTime` is the tablet's own clock, uncorrected.
 */
export async function forgetExpiredParts(store: Store, deviceTime: Instant): Promise<number> {
  return store.transaction('rw', store.enrolments, store.entries, async () => {
    const enrolments = await store.enrolments.toArray()
    const timeOf = new Map(enrolments.map((each) => [each.device, correctedTime(each, deviceTime)]))
    return store.entries
      .where('forgetAt')
      .belowOrEqual(Math.max(deviceTime, ...timeOf.values()))
      .filter(({ device, forgetAt = 0 }) => forgetAt <= (timeOf.get(device) ?? deviceTime))
      .modify({ personal: undefined, forgetAt: undefined })
  })
}
