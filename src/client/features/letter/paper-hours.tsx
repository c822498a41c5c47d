import type { Place } from '#domain/nearest-places.ts'
import { weekLines, type WeekLine } from '#domain/week-lines.ts'
import { writeOpening } from '#client/places/place-words.ts'
import { Figures } from '#client/ui/figures.tsx'
import { Both } from './both.tsx'
import { bothOf, usePaperLanguages, type PaperTranslate } from './paper-language.ts'

type Hours = Pick<Place, 'hours'> & { readonly structure: { readonly hours: string } }

/** The week of a place, days that are alike in one line: in French, in the person's language, and the hours between. */
export function PaperHours({ place: { hours, structure } }: { readonly place: Hours }) {
  if (!hours) {
    return (
      <div className="paper-hours-words">
        {structure.hours.trim() === '' ? (
          <Both way="under" say={(t) => t('places:hours.unknown')} />
        ) : (
          <>
            <Both way="under" say={(t) => t('places:hours.written')} />
            <Figures>{structure.hours}</Figures>
          </>
        )}
      </div>
    )
  }
  return (
    <ul role="list" className="paper-hours">
      {weekLines(hours).map((line) => (
        <HoursLine key={line.from} line={line} />
      ))}
    </ul>
  )
}

function HoursLine({ line }: { readonly line: WeekLine }) {
  const languages = usePaperLanguages()
  const days = bothOf(languages, (t) => daysIn(t, line))
  return (
    <li>
      <span lang="fr">{days.french}</span>
      <span className="paper-openings">
        {line.openings.map((opening) => (
          <Figures key={opening.from}>{writeOpening(opening)}</Figures>
        ))}
      </span>
      {days.own !== undefined && (
        <span lang={languages.own?.language.code} dir={languages.own?.language.dir}>
          {days.own}
        </span>
      )}
    </li>
  )
}

/** `lundi – vendredi`, as the language reads. */
function daysIn(t: PaperTranslate, { from, to }: WeekLine): string {
  const [first, last] = [from, to].map((day) => t(`frame:weekday.${day}` as 'frame:weekday.0'))
  return from === to ? `${first}` : `${first} – ${last}`
}
