import type { CalendarDay } from '#domain/instant.ts'
import type { Structure } from '#domain/structure.ts'

/** What one may be asked to bring. Each is a picture and a sentence. */
export const belongings = ['pass', 'phone', 'glasses', 'papers'] as const

export type Belonging = (typeof belongings)[number]

/** A day, an hour and a place, as they are agreed at the desk. Nothing of it is kept. */
export type Appointment = {
  readonly place: Structure
  readonly day: CalendarDay
  /** Minutes since midnight. */
  readonly minute: number
  readonly bring: readonly Belonging[]
}
