import { metresBetween, type Position } from './distance.ts'
import type { CalendarDay } from './instant.ts'
import type { LocalTime } from './local-time.ts'
import { parseOpeningHours, type OpeningHours } from './opening-hours.ts'
import { openStateAt, type OpenState } from './open-state.ts'
import type { Service } from './programme.ts'
import { isPublicHoliday } from './public-holidays.ts'
import { qualificationOn, type Structure } from './structure.ts'

/** A venue as somebody who looks for one sees it. */
export type Place = {
  readonly structure: Structure
  /** What it delivers for a pass of the programme. */
  readonly services: readonly Service[]
  /** As the crow flies; undefined without a point to start from, or when nobody knows where the place is. */
  readonly metres: number | undefined
  /** Undefined when nothing is written, or more than we read. */
  readonly hours: OpeningHours | undefined
  readonly state: OpenState | { readonly type: 'unknown' }
}

/** Places by what one can do now: go, call first, or wait. Each group has the nearest first. */
export type PlacesByState = {
  readonly open: readonly Place[]
  readonly unsure: readonly Place[]
  readonly closed: readonly Place[]
}

export type Sought = {
  /** All that a programme pays for, or the one service that the person wants. */
  readonly services: readonly Service[]
  readonly from: Position | undefined
  readonly at: LocalTime
}

/** The venues that accept a pass today for what is sought. */
export function findPlaces(structures: readonly Structure[], sought: Sought): readonly Place[] {
  return structures.flatMap((structure) => {
    const qualified = qualificationOn(structure, sought.at.day)?.services ?? []
    const services = sought.services.filter(({ id }) => qualified.includes(id))
    return services.length === 0 ? [] : [placeOf(structure, services, sought)]
  })
}

export function sortPlaces(places: readonly Place[]): PlacesByState {
  const sorted = sortedByDistance(places)
  const only = (...types: readonly Place['state']['type'][]) =>
    sorted.filter(({ state }) => types.includes(state.type))
  return { open: only('open'), unsure: only('unsure', 'unknown'), closed: only('closed') }
}

/**
 * A few to begin with: the nearest that are open, as far as a person would go for that, then the nearest of the others.
 */
export function firstPlaces(places: readonly Place[], count: number): readonly Place[] {
  const { open } = sortPlaces(places)
  const near = open.filter(({ metres }) => metres === undefined || metres <= reachable)
  const first = near.slice(0, count)
  const others = sortedByDistance(places).filter((place) => !first.includes(place))
  return [...first, ...others].slice(0, count)
}

/** Half an hour in a bus, in metres: beyond, a place that opens tomorrow round the corner is the better one. */
export const reachable = 5000

/** In Alsace and Moselle a place has two holidays more. */
export function holidaysOf({ postcode }: Structure): (day: CalendarDay) => boolean {
  return (day) => isPublicHoliday(day, postcode)
}

function placeOf(structure: Structure, services: readonly Service[], { from, at }: Sought): Place {
  const position = positionOf(structure)
  const hours = parseOpeningHours(structure.hours)
  return {
    structure,
    services,
    metres: from && position && metresBetween(from, position),
    hours: hours.ok ? hours.value : undefined,
    state: hours.ok ? openStateAt(hours.value, at, holidaysOf(structure)) : { type: 'unknown' },
  }
}

export function positionOf({ latitude, longitude }: Structure): Position | undefined {
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
}

/** The nearest first; what is nowhere comes last, and equals keep the order of their names. */
export function sortedByDistance(places: readonly Place[]): readonly Place[] {
  return places.toSorted((one, other) => {
    const [a, b] = [one.metres ?? Infinity, other.metres ?? Infinity]
    if (a !== b) return a - b
    return nameOf(one) < nameOf(other) ? -1 : 1
  })
}

/** Several places may have one name. */
function nameOf({ structure }: Place): string {
  return `${structure.name}\u0000${structure.id}`
}
