import '#client/places/places.css'
import { useTranslation } from 'react-i18next'
import { firstPlaces } from '#domain/nearest-places.ts'
import type { Service } from '#domain/programme.ts'
import { Loading } from '#client/frame/loading.tsx'
import { PlaceCard } from '#client/places/place-card.tsx'
import { useKnownPlaces } from '#client/places/use-known-places.ts'
import { useOrigin } from '#client/places/use-origin.ts'
import { usePlaces } from '#client/places/use-places.ts'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceName } from '#client/ui/service-name.tsx'

const few = 2

/** What to learn, and the nearest places of the lists that this tablet holds. */
export function SuggestedService(props: { readonly programme: number; readonly service: Service }) {
  const { programme, service } = props
  const { t } = useTranslation('handover')
  const shown = useKnownPlaces(programme)
  const { origin } = useOrigin('shared')
  const found = usePlaces(shown.type === 'known' ? shown.places : undefined, origin, service.id)
  const places = firstPlaces(found?.places ?? [], few)
  return (
    <section className="suggested">
      <h2>
        <ServiceDrawing id={service.id} />
        <ServiceName service={service} />
      </h2>
      {shown.type === 'loading' ? (
        <Loading />
      ) : found && places.length > 0 ? (
        <ul role="list" className="place-list">
          {places.map((place) => (
            <PlaceCard key={place.structure.id} place={place} at={found.at} use="shared" />
          ))}
        </ul>
      ) : (
        <p>{t('needs.nowhere')}</p>
      )}
    </section>
  )
}
