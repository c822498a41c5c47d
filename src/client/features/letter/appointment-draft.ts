import type { CalendarDay } from '#domain/instant.ts'
import type { Place } from '#domain/nearest-places.ts'
import type { Appointment, Belonging } from './appointment.ts'

/** As the fields of the form hold it: an empty text is nothing yet. */
export type AppointmentDraft = {
  /** Id of the structure. */
  readonly place: string
  readonly day: string
  /** `14:30`. */
  readonly clock: string
  readonly bring: readonly Belonging[]
}

/** The pass is always brought; the rest is said by a person. */
export function emptyDraft(places: readonly Place[]): AppointmentDraft {
  return { place: places[0]?.structure.id ?? '', day: '', clock: '', bring: ['pass'] }
}

/** Undefined while something is missing, or the day is past. */
export function wholeAppointment(
  { place, day, clock, bring }: AppointmentDraft,
  places: readonly Place[],
  today: CalendarDay,
): Appointment | undefined {
  const structure = places.find((one) => one.structure.id === place)?.structure
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  if (!structure || !/^\d{4}-\d{2}-\d{2}$/.test(day) || day < today || hours === undefined) return undefined
  return { place: structure, day, minute: Number(hours) * 60 + Number(minutes), bring }
}
