import type { CalendarDay } from './instant.ts'

/** A place: distributor, venue, or both. Several places may share one SIRET. */
export type Structure = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly commune: string
  readonly telephone: string
  readonly latitude: number | undefined
  readonly longitude: number | undefined
  /** OpenStreetMap `opening_hours`, as received. */
  readonly hours: string
  /** BCP 47 tags of the languages spoken there; absent where nobody said. */
  readonly languages?: readonly string[] | undefined
  readonly distributor: boolean
  readonly qualifications: readonly Qualification[]
  /** Made up for a demonstration; no such place exists. */
  readonly invented: boolean
}

/** A venue's right to accept, from and to days included, for listed services. */
export type Qualification = {
  readonly from: CalendarDay
  readonly to: CalendarDay
  readonly services: readonly string[]
}

export function isVenue(structure: Structure): boolean {
  return structure.qualifications.length > 0
}

export function qualificationOn(structure: Structure, day: CalendarDay): Qualification | undefined {
  return structure.qualifications.find(
    (qualification) => qualification.from <= day && day <= qualification.to,
  )
}
