import { addDays, type CalendarDay } from './instant.ts'
import { reachable, sortedByDistance, type Place } from './nearest-places.ts'

/**
 * The places for a paper that a person keeps for weeks: the nearest that open within seven days, as far as one goes for
 * that, then the nearest of the others. They stand by distance: the first is the nearest.
 */
export function lastingPlaces(places: readonly Place[], count: number, today: CalendarDay): readonly Place[] {
  const sorted = sortedByDistance(places)
  const good = sorted.filter((place) => opensThisWeek(place, today) && isNear(place))
  const others = sorted.filter((place) => !good.includes(place))
  return sortedByDistance([...good, ...others].slice(0, count))
}

/** Is it open now, or once more within seven days? Hours that nobody knows promise nothing. */
export function opensThisWeek({ state }: Place, today: CalendarDay): boolean {
  if (state.type === 'open') return true
  return state.type === 'closed' && state.opens !== undefined && state.opens.day <= addDays(today, 7)
}

function isNear({ metres }: Place): boolean {
  return metres === undefined || metres <= reachable
}
