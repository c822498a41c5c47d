import type { Place } from '#domain/nearest-places.ts'
import { Figures } from '#client/ui/figures.tsx'
import { Handset } from '#client/ui/icon.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { writeDistance } from '#client/ui/written-distance.ts'
import { Both } from './both.tsx'
import { PaperHours } from './paper-hours.tsx'
import { PaperLanguagesSpoken } from './paper-languages-spoken.tsx'
import { addressOf } from './written-address.ts'

/** One place: where, the number to call, what one learns, who speaks what, and its week. */
export function LetterPlace({ place, rank }: { readonly place: Place; readonly rank: number }) {
  const { structure, services, metres } = place
  return (
    <li className="letter-place">
      <strong className="paper-rank">{rank}</strong>
      <div className="letter-place-who">
        <p lang="fr">
          <strong className="paper-name">{structure.name}</strong>
          {metres !== undefined && (
            <span className="paper-distance">
              <Figures>{writeDistance(metres)}</Figures>
            </span>
          )}
        </p>
        <p lang="fr">{addressOf(structure)}</p>
        {structure.invented && <Both way="under" say={(t) => t('places:invented')} />}
        <p className="letter-place-facts">
          {structure.telephone && (
            <span className="paper-call">
              <Handset /> <Figures>{structure.telephone}</Figures>
            </span>
          )}
          <span className="letter-place-services">
            {services.map(({ id }) => (
              <ServiceDrawing key={id} id={id} />
            ))}
          </span>
          <PaperLanguagesSpoken codes={structure.languages ?? []} />
        </p>
      </div>
      <PaperHours place={place} />
    </li>
  )
}
