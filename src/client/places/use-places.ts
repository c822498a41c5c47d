import { useMemo } from 'react'
import { findPlaces, type Place } from '#domain/nearest-places.ts'
import { MINUTE, type Instant } from '#domain/instant.ts'
import { localTimeOf, type LocalTime } from '#domain/local-time.ts'
import { useMinute } from './use-minute.ts'
import type { KnownPlaces } from './known-places.ts'
import type { Origin } from './origin.ts'

export type FoundPlaces = { readonly places: readonly Place[]; readonly at: LocalTime }

/** The venues for a pass, or for one service, as they are at this minute. */
export function usePlaces(
  known: KnownPlaces | undefined,
  origin: Origin | undefined,
  service: string | undefined,
): FoundPlaces | undefined {
  const now = useMinute()
  return useMemo(() => known && placesAt(known, origin, service, now), [known, origin, service, now])
}

/** The clock is never believed to be behind the server's word. */
export function placesAt(
  known: KnownPlaces,
  origin: Origin | undefined,
  service: string | undefined,
  now: Instant,
): FoundPlaces {
  const at = localTimeOf(Math.max(now, known.at - (known.at % MINUTE)), known.timeZone)
  const services = known.services.filter(({ id }) => service === undefined || id === service)
  return { places: findPlaces(known.structures, { services, from: origin?.position, at }), at }
}
