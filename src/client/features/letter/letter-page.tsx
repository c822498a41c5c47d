import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lastingPlaces } from '#domain/lasting-places.ts'
import type { Programme } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import type { FoundPlaces } from '#client/places/use-places.ts'
import { A4Page } from './a4-page.tsx'
import { Both } from './both.tsx'
import { LetterHead } from './letter-head.tsx'
import type { LetterPass } from './letter-pass.ts'
import { LetterPlace } from './letter-place.tsx'
import { LetterSteps } from './letter-steps.tsx'
import { PaperFoot } from './paper-foot.tsx'
import { ServiceLegend } from './service-legend.tsx'

export type LetterPageProps = {
  readonly pass: LetterPass
  readonly programme: Programme
  readonly structure: Structure
  readonly found: FoundPlaces
  /** Written as on every screen: the day on which the list of places was known. */
  readonly knownOn: string
}

const mostPlaces = 5

/** What a person takes home with the pass: the date, what to do, where to go, whom to call. */
export function LetterPage({ pass, programme, structure, found, knownOn }: LetterPageProps) {
  const { t } = useTranslation('letter')
  const [most, setMost] = useState(mostPlaces)
  const places = lastingPlaces(found.places, most, found.at.day)
  const services = programme.services.filter(({ id }) =>
    places.some((place) => place.services.some((service) => service.id === id)),
  )
  return (
    <A4Page
      kind="letter"
      label={t('letter.title')}
      largest={1.1}
      onTooLong={() => setMost(Math.max(1, places.length - 1))}
    >
      <LetterHead pass={pass} programme={programme} />
      <LetterSteps />
      {places.length > 0 && (
        <section className="paper-part">
          <h3>
            <Both way="beside" say={(say) => say('places:title')} />
          </h3>
          <ol role="list" className="letter-places">
            {places.map((place, index) => (
              <LetterPlace key={place.structure.id} place={place} rank={index + 1} />
            ))}
          </ol>
        </section>
      )}
      <ServiceLegend services={services} />
      <PaperFoot telephone={programme.telephone} from={structure} knownOn={knownOn} />
    </A4Page>
  )
}
