import type { TFunction } from 'i18next'
import { addDays } from '#domain/instant.ts'
import type { LocalTime } from '#domain/local-time.ts'
import { minutesOfDay, type Opening } from '#domain/opening-hours.ts'
import { weekdayOf, type Moment } from '#domain/open-state.ts'
import type { Place } from '#domain/nearest-places.ts'
import { writeDay } from '#client/ui/written.ts'

export type PlaceWords = {
  readonly look: 'open' | 'closed' | 'unsure'
  readonly word: string
  /** Until when, from when, or why one calls first. */
  readonly detail: string | undefined
}

/** What one may expect at the door now. */
export function placeWords(t: TFunction<'places'>, { state, structure }: Place, at: LocalTime): PlaceWords {
  switch (state.type) {
    case 'open': {
      const detail = state.closes
        ? t('now.closes', { clock: writeMinutes(state.closes.minute) })
        : t('now.always')
      return { look: 'open', word: t('now.open'), detail }
    }
    case 'closed':
      return { look: 'closed', word: t('now.closed'), detail: state.opens && opensWords(t, state.opens, at) }
    case 'unsure':
      return { look: 'unsure', word: t('now.unsure'), detail: t('hours.holiday-unsure') }
    case 'unknown': {
      const isWritten = structure.hours.trim() !== ''
      return { look: 'unsure', word: t('now.unsure'), detail: isWritten ? undefined : t('hours.unknown') }
    }
  }
}

/** `today`, `tomorrow`, a weekday of the next six days, else a date. */
function opensWords(t: TFunction<'places'>, { day, minute }: Moment, { day: today }: LocalTime): string {
  const clock = writeMinutes(minute)
  if (day === today) return t('now.opens-today', { clock })
  if (day === addDays(today, 1)) return t('now.opens-tomorrow', { clock })
  if (day > addDays(today, 6)) return t('now.opens-day', { day: writeDay(day), clock })
  return t(`now.opens-on.${weekdayOf(day)}` as 'now.opens-on.0', { clock })
}

/** `09:00–12:30`. */
export function writeOpening({ from, to }: Opening): string {
  return `${writeMinutes(from)}–${writeMinutes(to)}`
}

/** Minutes since midnight as a clock shows them; the end of a day is 24:00, and after midnight begins again. */
export function writeMinutes(minutes: number): string {
  const shown = minutes > minutesOfDay ? minutes - minutesOfDay : minutes
  return [Math.floor(shown / 60), shown % 60].map((part) => `${part}`.padStart(2, '0')).join(':')
}
