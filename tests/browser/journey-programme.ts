import type { OfflineRules } from '#domain/programme.ts'
import { calendarDayOf, DAY } from '#domain/instant.ts'

export type JourneyBatch = {
  readonly number: number
  readonly format?: 'card' | 'booklet'
  readonly units?: number
  readonly passes?: number
  /** All but the last pass are in the box of `house`, so that the batch still has its key. */
  readonly delivered?: boolean
  /** Its last day, in days from now: 200 where nothing hangs on it. */
  readonly endsIn?: number
}

/**
 * A small programme of today: `house` hands out and accepts, `library` accepts, and hands out where asked, both one service
 * at one cheque.
 */
export function journeyProgramme(
  batches: readonly JourneyBatch[],
  rules: Partial<OfflineRules> = {},
  libraryHandsOut = false,
): object {
  return {
    programme: {
      number: 31,
      name: 'Dispositif des parcours',
      telephone: '01 99 00 31 31',
      timeZone: 'Europe/Paris',
      unitCents: 1000,
      funders: [
        { id: 'metropole', name: 'Métropole', centsPerUnit: 550 },
        { id: 'state', name: 'État', centsPerUnit: 450 },
      ],
      services: [{ id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas', en: 'First steps' } }],
      rules,
      languages: { first: ['ar', 'en'], drafts: true },
      demonstration: false,
    },
    contingencyUnits: 20,
    structures: [
      { ...placeNamed('house', 'Maison des jeunes'), ...houseIs, distributor: true, qualifications },
      { ...placeNamed('library', 'Médiathèque'), ...libraryIs, distributor: libraryHandsOut, qualifications },
    ],
    batches: batches.map(
      ({ number, format = 'card', units = 10, passes = 30, delivered = true, endsIn = 200 }) => ({
        ...{ number, order: `order-${number}`, format, units, passes, opened: delivered },
        ...{ firstDay: dayFromToday(-30), endDay: dayFromToday(endsIn) },
        deliveries: delivered ? [{ structure: 'house', from: 0, to: passes - 2 }] : [],
      }),
    ),
  }
}

const qualifications = [{ from: dayFromToday(-30), to: dayFromToday(300), services: ['first-steps'] }]

const houseIs = { latitude: 48.86, longitude: 2.34, hours: 'Mo-Fr 09:00-12:30,13:30-17:00; PH off' }
/** Two kilometres east of the house. */
const libraryIs = { latitude: 48.86, longitude: 2.3673, hours: 'Tu-Sa 10:00-18:00' }

function placeNamed(id: string, name: string) {
  return { id, name, address: '1 rue Exemple', postcode: '75001', commune: 'Paris' }
}

export function dayFromToday(days: number): string {
  return calendarDayOf(Date.now() + days * DAY, 'Europe/Paris')
}
