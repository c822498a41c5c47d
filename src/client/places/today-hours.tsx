import { useTranslation } from 'react-i18next'
import type { LocalTime } from '#domain/local-time.ts'
import { holidaysOf, type Place } from '#domain/nearest-places.ts'
import { openingsOn } from '#domain/open-state.ts'
import { Figures } from '#client/ui/figures.tsx'
import { writeOpening } from './place-words.ts'

/** The openings of today; what is more than we read stands as the place wrote it. */
export function TodayHours({ place, at }: { readonly place: Place; readonly at: LocalTime }) {
  const { t } = useTranslation('places')
  const { hours, structure } = place
  if (!hours) {
    if (structure.hours.trim() === '') return null
    return (
      <p>
        {t('hours.written')} <Figures>{structure.hours}</Figures>
      </p>
    )
  }
  const openings = openingsOn(hours, at.day, holidaysOf(structure))
  if (!openings) return null
  return (
    <p className="place-today">
      <strong>{t('hours.today')}</strong> {openings.length === 0 && t('hours.closed')}
      {openings.map((opening) => (
        <span key={opening.from} className="place-opening">
          <Figures>{writeOpening(opening)}</Figures>{' '}
        </span>
      ))}
    </p>
  )
}
