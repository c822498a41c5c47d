import './places.css'
import { useMemo, type ReactNode } from 'react'
import { communesOf } from '#domain/communes.ts'
import { firstPlaces } from '#domain/nearest-places.ts'
import { InBoth } from '#client/ui/in-both.tsx'
import { ChosenFrom } from './chosen-from.tsx'
import { OriginChoice } from './origin-choice.tsx'
import { PlaceCard } from './place-card.tsx'
import { useKnownPlaces } from './use-known-places.ts'
import { useOrigin } from './use-origin.ts'
import { usePlaces } from './use-places.ts'

export type NearestPlacesProps = {
  /** Number of the programme; the first of this installation without one. */
  readonly programme: number | undefined
  readonly use: 'own' | 'shared'
  /** The way to all of them. */
  readonly all: ReactNode
}

/** On somebody's balance: three places to go to, the open ones first. Nothing at all while nothing is known. */
export function NearestPlaces({ programme, use, all }: NearestPlacesProps) {
  const shown = useKnownPlaces(programme)
  const known = shown.type === 'known' ? shown.places : undefined
  const chosen = useOrigin(use)
  const found = usePlaces(known, chosen.origin, undefined)
  const communes = useMemo(() => communesOf(known?.structures ?? []), [known])
  if (!known || !found || found.places.length === 0) return null
  return (
    <section className="places">
      <h2>
        <InBoth of="places" say={(say) => say(chosen.origin ? 'near' : 'title')} />
      </h2>
      {chosen.origin ? (
        <>
          <ChosenFrom origin={chosen.origin} onChange={() => chosen.choose(undefined)} />
          <ul role="list" className="place-list">
            {firstPlaces(found.places, few).map((place) => (
              <PlaceCard key={place.structure.id} place={place} at={found.at} use={use} />
            ))}
          </ul>
        </>
      ) : (
        <OriginChoice chosen={chosen} communes={communes} use={use} />
      )}
      <p className="places-all screen-only">{all}</p>
    </section>
  )
}

const few = 3
