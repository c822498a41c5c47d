import type { LocalTime } from '#domain/local-time.ts'
import { holidaysOf, type Place } from '#domain/nearest-places.ts'
import { openingsOn } from '#domain/open-state.ts'
import { Figures } from '#client/ui/figures.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { writeOpening } from './place-words.ts'

/** The openings of today; what is more than we read stands as the place wrote it. */
export function TodayHours({ place, at }: { readonly place: Place; readonly at: LocalTime }) {
  const { hours, structure } = place
  if (!hours) {
    if (structure.hours.trim() === '') return null
    return (
      <p className="place-today">
        <span>
          <InBoth of="places" say={(say) => say('hours.written')} />
        </span>{' '}
        <Figures>{structure.hours}</Figures>
      </p>
    )
  }
  const openings = openingsOn(hours, at.day, holidaysOf(structure))
  if (!openings) return null
  return (
    <p className="place-today">
      <strong>
        <InBoth of="places" say={(say) => say('hours.today')} />
      </strong>{' '}
      {openings.length === 0 && (
        <span>
          <InBoth of="places" say={(say) => say('hours.closed')} />
        </span>
      )}
      {openings.map((opening) => (
        <span key={opening.from} className="place-opening">
          <Figures>{writeOpening(opening)}</Figures>{' '}
        </span>
      ))}
    </p>
  )
}
