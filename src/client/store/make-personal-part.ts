import { personalPartLasts } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { PersonalPart } from '#protocol/journal-entry.ts'
import type { Store } from './database.ts'

/** What an entry names by its hash alone, with a salt of its own; it is deleted when it expires. */
export function makePersonalPart({ random }: Store, part: Bytes, at: Instant): PersonalPart {
  return { salt: random(16), part, expiresAt: at + personalPartLasts }
}
