import { useTranslation } from 'react-i18next'
import type { LocalTime } from '#domain/local-time.ts'
import type { Place } from '#domain/nearest-places.ts'
import { Handset } from '#client/ui/icon.tsx'
import { Figures } from '#client/ui/figures.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { writeDistance } from '#client/ui/written-distance.ts'
import { PlaceDetails } from './place-details.tsx'
import { PlaceStatePicture } from './place-state-picture.tsx'
import { placeWords } from './place-words.ts'
import { TodayHours } from './today-hours.tsx'

export type PlaceCardProps = {
  readonly place: Place
  readonly at: LocalTime
  /** A person's own phone calls and opens a map; a tablet that many share does not. */
  readonly use: 'own' | 'shared'
}

/** One place: may I go now, how far, where, and the number to call. */
export function PlaceCard({ place, at, use }: PlaceCardProps) {
  const { t } = useTranslation('places')
  const { structure, metres } = place
  const { look, detail } = placeWords(t, place, at)
  return (
    <li className="place" data-look={look}>
      <PlaceStatePicture look={look} />
      <div className="place-words">
        <h3>
          <bdi lang="fr">{structure.name}</bdi>
        </h3>
        <p className="place-state">
          <strong>
            <InBoth of="places" say={(say) => placeWords(say, place, at).word} />
          </strong>{' '}
          {detail && (
            <span>
              <InBoth of="places" say={(say) => placeWords(say, place, at).detail ?? ''} />
            </span>
          )}
        </p>
        <TodayHours place={place} at={at} />
        <p className="place-where">
          {metres !== undefined && (
            <strong>
              <InBoth of="places" say={(say) => say('distance', { distance: writeDistance(metres) })} />
            </strong>
          )}
          <span>
            <bdi lang="fr">
              {[structure.address, `${structure.postcode} ${structure.commune}`.trim()]
                .filter(Boolean)
                .join(', ')}
            </bdi>
          </span>
        </p>
        {structure.invented && (
          <p className="place-invented">
            <InBoth of="places" say={(say) => say('invented')} />
          </p>
        )}
        {structure.telephone && <CallPlace place={place} use={use} />}
        <PlaceDetails place={place} at={at} use={use} />
      </div>
    </li>
  )
}

/** On a shared tablet the number is read, and called from somebody's own telephone. */
function CallPlace({ place: { structure }, use }: Pick<PlaceCardProps, 'place' | 'use'>) {
  const { t } = useTranslation('places')
  const number = <Figures>{structure.telephone}</Figures>
  if (use === 'shared') {
    return (
      <p className="place-call">
        <Handset /> {number}
      </p>
    )
  }
  return (
    <a className="place-call" href={`tel:${structure.telephone.replaceAll(/[^+\d]/g, '')}`}>
      <Handset />
      <span className="spoken-only">{t('call')}</span> {number}
    </a>
  )
}
