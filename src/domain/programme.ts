import type { Cents } from './money.ts'
import { DAY, HOUR, MINUTE, type CalendarDay } from './instant.ts'

/** A funder's scheme, as every device knows it. */
export type Programme = {
  /** Unique on an installation, printed in every code: 1…65535. */
  readonly number: number
  readonly name: string
  readonly telephone: string
  /** IANA zone in which its days begin and end. */
  readonly timeZone: string
  readonly unitCents: Cents
  readonly funders: readonly Funder[]
  readonly services: readonly Service[]
  readonly rules: OfflineRules
  readonly languages: LanguagesOfPlace
  /** An installation created to be tried: its activity is invented and its screens say so. */
  readonly demonstration: boolean
}

/** Pays whole cents of each unit: the shares add up to the unit's value. */
export type Funder = { readonly id: string; readonly name: string; readonly centsPerUnit: Cents }

/** What a venue delivers, with its price in cheques; French names it, other languages may. */
export type Service = {
  readonly id: string
  readonly cheques: number
  readonly name: { readonly fr: string } & { readonly [language: string]: string }
}

/** The languages of the people whom a programme serves. */
export type LanguagesOfPlace = {
  /** Codes such as `ta`, the most spoken first. */
  readonly first: readonly string[]
  /** May a language be offered although nobody has read its texts again? */
  readonly drafts: boolean
}

export const noLanguageNamed: LanguagesOfPlace = { first: [], drafts: false }

/** What a device may promise without a network. Source: design §4, with its defaults. */
export type OfflineRules = {
  /** Units of one pass that one device may take beyond the list it holds (or one act, when a service costs more). */
  readonly unitsPerPass: number
  /** Passes without a known handover that one device may accept beyond the list it holds. */
  readonly inStockPasses: number
  /** Age of the head, in milliseconds, from which the screen shows that knowledge ages. */
  readonly agesAfter: number
  /** Age of the head, in milliseconds, from which a device says NOTÉ instead of OUI. */
  readonly defersAfter: number
  /** A device's own ceiling since its last exchange. */
  readonly unitsPerDevice: number
  readonly centsPerDevice: Cents
  /** While the head is younger, `not-active` is refused; afterwards a delivery may simply not be known yet. */
  readonly refusesNotActiveWithin: number
  /** The same pass and service again within this time asks first. */
  readonly asksAgainWithin: number
  /** The accepting device may void its own act within this time. */
  readonly voidsWithin: number
  /** Days that a line waits, at least, before a statement holds it: a rival may still be on its way. */
  readonly statementLagDays: number
  /** Passes that one gesture gives to one person, or to two who come together. */
  readonly passesPerHandover: number
}

export const defaultOfflineRules: OfflineRules = {
  unitsPerPass: 1,
  inStockPasses: 10,
  agesAfter: DAY,
  defersAfter: 10 * DAY,
  unitsPerDevice: 60,
  centsPerDevice: 60_000,
  refusesNotActiveWithin: DAY,
  asksAgainWithin: 10 * MINUTE,
  voidsWithin: 15 * MINUTE,
  statementLagDays: 11,
  passesPerHandover: 2,
}

/** Days after a batch's end during which its passes are still accepted (APTIC's practice: D → D+30). */
export const toleranceDays = 30

export type Validity = { readonly firstDay: CalendarDay; readonly endDay: CalendarDay }

/** A head re-signed at least this often keeps `age of knowledge` honest even when nothing changes. */
export const headInterval = { least: 30 * 1000, most: HOUR / 12 }

export function serviceOf(programme: Programme, id: string): Service | undefined {
  return programme.services.find((service) => service.id === id)
}
