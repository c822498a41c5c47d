import './places.css'
import { useMemo, useState } from 'react'
import { communesOf } from '#domain/communes.ts'
import type { LocalTime } from '#domain/local-time.ts'
import { sortPlaces, type Place } from '#domain/nearest-places.ts'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeDayOf } from '#client/ui/written.ts'
import { ChosenFrom } from './chosen-from.tsx'
import type { KnownPlaces } from './known-places.ts'
import { OriginChoice } from './origin-choice.tsx'
import { PlaceCard } from './place-card.tsx'
import { ServiceFilter } from './service-filter.tsx'
import { useKnownPlaces } from './use-known-places.ts'
import { useOrigin } from './use-origin.ts'
import { usePlaces } from './use-places.ts'

export type PlaceListProps = { readonly programme: number | undefined; readonly use: 'own' | 'shared' }

/** Every place that accepts a pass today: those that are open, those to call first, those that are closed. */
export function PlaceList({ programme, use }: PlaceListProps) {
  const shown = useKnownPlaces(programme)
  switch (shown.type) {
    case 'loading':
      return (
        <StateDrawing state="loading">
          <InBoth of="places" say={(say) => say('loading')} />
        </StateDrawing>
      )
    case 'offline':
      return (
        <StateDrawing state="offline">
          <strong>
            <InBoth of="places" say={(say) => say('not-here.title')} />
          </strong>
          <InBoth of="places" say={(say) => say('not-here.text')} />
        </StateDrawing>
      )
    case 'known':
      return <Known places={shown.places} news={shown.news} use={use} />
  }
}

type KnownProps = {
  readonly places: KnownPlaces
  readonly news: 'fresh' | 'asking' | 'offline'
  readonly use: 'own' | 'shared'
}

function Known({ places: known, news, use }: KnownProps) {
  const chosen = useOrigin(use)
  const [service, setService] = useState<string>()
  const found = usePlaces(known, chosen.origin, service)
  const communes = useMemo(() => communesOf(known.structures), [known])
  const day = writeDayOf(known.at, known.timeZone)
  return (
    <>
      {news === 'offline' && (
        <Notice>
          <InBoth of="places" say={(say) => say('offline', { day })} />
        </Notice>
      )}
      {chosen.origin ? (
        <ChosenFrom origin={chosen.origin} onChange={() => chosen.choose(undefined)} />
      ) : (
        <OriginChoice chosen={chosen} communes={communes} use={use} />
      )}
      <ServiceFilter services={known.services} chosen={service} onChoose={setService} />
      {found && <Groups key={service} places={found.places} at={found.at} use={use} />}
      {news !== 'offline' && (
        <p className="places-known">
          <InBoth of="places" say={(say) => say('known', { day })} />
        </p>
      )}
    </>
  )
}

type GroupsProps = {
  readonly places: readonly Place[]
  readonly at: LocalTime
  readonly use: 'own' | 'shared'
}

const groups = ['open', 'unsure', 'closed'] as const

/** So many of each group at first, and at each wish for more. */
const atOnce = 10

function Groups({ places, at, use }: GroupsProps) {
  const [most, setMost] = useState(atOnce)
  const sorted = sortPlaces(places)
  if (places.length === 0) {
    return (
      <StateDrawing state="nothing-yet">
        <strong>
          <InBoth of="places" say={(say) => say('none.title')} />
        </strong>
        <InBoth of="places" say={(say) => say('none.text')} />
      </StateDrawing>
    )
  }
  return (
    <>
      {groups.map(
        (group) =>
          sorted[group].length > 0 && (
            <section key={group} className="places">
              <h2>
                <InBoth of="places" say={(say) => say(`now.${group}`)} />
              </h2>
              <ul role="list" className="place-list">
                {sorted[group].slice(0, most).map((place) => (
                  <PlaceCard key={place.structure.id} place={place} at={at} use={use} />
                ))}
              </ul>
            </section>
          ),
      )}
      {groups.some((group) => sorted[group].length > most) && (
        <Button kind="secondary" onClick={() => setMost(most + atOnce)}>
          <InBoth of="places" say={(say) => say('more')} named />
        </Button>
      )}
    </>
  )
}
