import type { Instant } from '#domain/instant.ts'
import type { Service } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import type { FileName } from '#protocol/file.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'

/** What anyone may know of the places of a programme: they name nobody. */
export type KnownPlaces = {
  readonly programme: number
  /** When the server last vouched for it. */
  readonly at: Instant
  readonly timeZone: string
  readonly services: readonly Service[]
  readonly structures: readonly Structure[]
  readonly files: { readonly structures: FileName; readonly programme: FileName }
}

/** An enrolled device has them among all that it knows. */
export function placesOf({ head, records }: HeldKnowledge): KnownPlaces {
  const { programme, structures } = records
  return {
    programme: programme.number,
    at: head.issuedAt,
    timeZone: programme.timeZone,
    services: programme.services,
    structures,
    files: { structures: head.records.structures, programme: head.records.programme },
  }
}
