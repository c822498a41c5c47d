import type { LocalTime } from '#domain/local-time.ts'
import { positionOf, type Place } from '#domain/nearest-places.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { languageOf } from '#client/i18n/languages.ts'
import { spokenLanguages } from '#client/i18n/spoken-languages.ts'
import { Figures } from '#client/ui/figures.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { ServiceInBoth } from '#client/ui/service-in-both.tsx'
import { writeOpening } from './place-words.ts'

export type PlaceDetailsProps = {
  readonly place: Place
  readonly at: LocalTime
  readonly use: 'own' | 'shared'
}

/** The week, what one learns there, the languages spoken, and the way. */
export function PlaceDetails({ place, at, use }: PlaceDetailsProps) {
  const { services, structure } = place
  const position = positionOf(structure)
  return (
    <details className="place-details">
      <summary>
        <InBoth of="places" say={(say) => say('see-hours')} />
      </summary>
      <Week place={place} today={weekdayOf(at.day)} />
      <h4>
        <InBoth of="places" say={(say) => say('learn')} />
      </h4>
      <ul role="list" className="place-services">
        {services.map((service) => (
          <li key={service.id}>
            <ServiceDrawing id={service.id} />
            <span>
              <ServiceInBoth service={service} />
            </span>
          </li>
        ))}
      </ul>
      {structure.languages && structure.languages.length > 0 && (
        <>
          <h4>
            <InBoth of="places" say={(say) => say('spoken')} />
          </h4>
          <ul role="list" className="place-languages">
            {structure.languages.map((code) => (
              <li key={code}>
                <Autonym code={code} />
              </li>
            ))}
          </ul>
        </>
      )}
      {position && use === 'own' && (
        <p>
          <a className="place-map" href={mapAddress(position, structure.name)}>
            <span>
              <InBoth of="places" say={(say) => say('route')} named />
            </span>
          </a>
        </p>
      )}
    </details>
  )
}

/** Monday first, as French calendars have it. */
const week = [1, 2, 3, 4, 5, 6, 0] as const

function Week({ place: { hours }, today }: { readonly place: Place; readonly today: number }) {
  if (!hours) return null
  const rows = week.map((day) => ({
    day,
    openings: hours.week[day] ?? [],
    name: <InBoth of="frame" say={(say) => say(`weekday.${day}`)} />,
  }))
  const holidays = hours.onHolidays && {
    day: 'holiday' as const,
    openings: hours.onHolidays,
    name: <InBoth of="places" say={(say) => say('hours.public-holiday')} />,
  }
  return (
    <>
      <h4>
        <InBoth of="places" say={(say) => say('hours.title')} />
      </h4>
      <dl className="place-week">
        {[...rows, ...(holidays ? [holidays] : [])].map(({ day, name, openings }) => (
          <div key={day} aria-current={day === today ? 'date' : undefined}>
            <dt>{name}</dt>
            <dd>
              {openings.length === 0 && <InBoth of="places" say={(say) => say('hours.closed')} />}
              {openings.map((opening) => (
                <span key={opening.from} className="place-opening">
                  <Figures>{writeOpening(opening)}</Figures>{' '}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A language by the name that its speakers give it; a tag that we do not know stands as it is. */
function Autonym({ code }: { readonly code: string }) {
  const known =
    spokenLanguages.find((language) => language.code === code) ??
    spokenLanguages.find((language) => language.code === code.split('-')[0])
  const dir = known?.dir ?? languageOf(code).dir
  return (
    <span lang={code} dir={dir}>
      {known?.autonym ?? code}
    </span>
  )
}

/** Opens the telephone's own map: nothing is asked of anybody before that tap. */
function mapAddress({ latitude, longitude }: { latitude: number; longitude: number }, name: string): string {
  const where = `${latitude},${longitude}`
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)
  return isApple ? `maps:?q=${where}` : `geo:${where}?q=${where}(${encodeURIComponent(name)})`
}
