import type { Instant } from '#domain/instant.ts'
import type { Store } from './database.ts'

/** Deletes the personal parts that have expired; their entries stay, and a missing part is normal. */
export async function forgetExpiredParts(store: Store, at: Instant): Promise<number> {
  return store.entries.where('forgetAt').belowOrEqual(at).modify({ personal: undefined, forgetAt: undefined })
}
