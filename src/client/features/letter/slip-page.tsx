import { useTranslation } from 'react-i18next'
import type { CalendarDay } from '#domain/instant.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { writeMinutes } from '#client/places/place-words.ts'
import { Day, Figures } from '#client/ui/figures.tsx'
import { Handset } from '#client/ui/icon.tsx'
import { A4Page } from './a4-page.tsx'
import type { Appointment } from './appointment.ts'
import { BelongingPicture } from './belonging-picture.tsx'
import { Both } from './both.tsx'
import { ClockFace } from './clock-face.tsx'
import { addressOf } from './written-address.ts'
import { MonthSheet } from './month-sheet.tsx'

export type SlipPageProps = {
  readonly appointment: Appointment
  readonly today: CalendarDay
  /** Of the programme, where the place has none. */
  readonly telephone: string
}

/** Half a page to tear off: the day in its month, the clock, the place, and what to bring. */
export function SlipPage({ appointment, today, telephone }: SlipPageProps) {
  const { t } = useTranslation('letter')
  const { place, day, minute, bring } = appointment
  const weekday = `frame:weekday.${weekdayOf(day)}` as 'frame:weekday.0'
  return (
    <A4Page kind="slip" label={t('slip.title')} largest={1.3} onTooLong={nothingLess}>
      <h2>
        <Both way="beside" say={(say) => say('paper:slip.title')} />
      </h2>
      <div className="slip-when">
        <MonthSheet day={day} today={today} />
        <div className="slip-day">
          <Both way="under" say={(say) => say(weekday)} />
          <strong className="slip-digits">
            <Day day={day} />
          </strong>
        </div>
        <ClockFace minute={minute} />
        <strong className="slip-digits">
          <Figures>{writeMinutes(minute)}</Figures>
        </strong>
      </div>
      <div className="slip-where">
        <p lang="fr">
          <strong className="paper-name">{place.name}</strong>
          <br />
          {addressOf(place)}
        </p>
        <div className="slip-call">
          <Both way="under" say={(say) => say('paper:slip.cannot')} />
          <strong className="paper-call paper-large">
            <Handset /> <Figures>{place.telephone || telephone}</Figures>
          </strong>
        </div>
      </div>
      {bring.length > 0 && (
        <section className="paper-part">
          <h3>
            <Both way="beside" say={(say) => say('paper:slip.bring')} />
          </h3>
          <ul role="list" className="slip-bring">
            {bring.map((name) => (
              <li key={name}>
                <BelongingPicture name={name} />
                <Both way="under" say={(say) => say(`paper:slip.${name}`)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </A4Page>
  )
}

/** A day, an hour, a place and four pictures always fit. */
function nothingLess(): void {}
