import type { Batch } from '#domain/batch.ts'
import { addDays, type CalendarDay } from '#domain/instant.ts'
import { defaultOfflineRules, toleranceDays, type Programme, type Validity } from '#domain/programme.ts'
import type { Qualification } from '#domain/structure.ts'
import type { ProgrammeFile } from '../directory/programme-file.ts'
import { demonstrationServices } from './demonstration-services.ts'
import { readCommunes } from './grand-paris-communes.ts'
import { readPlaces } from './grand-paris-places.ts'
import { inventedDistributors } from './invented-distributors.ts'

/**
 * The scheme of the Métropole du Grand Paris as if it began sixty days before `today`: 20,000 passes of ten cheques,
 * €2,000,000. Venues and territory are real open data; passes, distributors and activity are invented.
 */
export function demonstrationProgramme(today: CalendarDay): ProgrammeFile {
  const validity = { firstDay: addDays(today, -60), endDay: `${Number(today.slice(0, 4)) + 1}-12-31` }
  const batches = batchesOf(validity)
  const units = batches.reduce((sum, batch) => sum + batch.passes * batch.units, 0)
  const qualification: Qualification = {
    from: addDays(today, -90),
    to: addDays(validity.endDay, toleranceDays),
    services: demonstrationServices.map((service) => service.id),
  }
  const structures = [...inventedDistributors, ...readPlaces(readCommunes())]
  return {
    programme,
    contingencyUnits: Math.ceil(units / 100),
    structures: structures.map((structure) => ({ ...structure, qualifications: [qualification] })),
    batches,
  }
}

const programme: Programme = {
  number: 75,
  name: 'Pass numérique du Grand Paris (démonstration)',
  telephone: '01 99 00 75 75',
  timeZone: 'Europe/Paris',
  unitCents: 1000,
  funders: [
    { id: 'metropole', name: 'Métropole du Grand Paris', centsPerUnit: 550 },
    { id: 'etat', name: 'État', centsPerUnit: 450 },
  ],
  services: demonstrationServices,
  rules: defaultOfflineRules,
  languages: { first: ['ar', 'pt', 'en', 'zh-Hans', 'tr', 'ta', 'bn', 'snk'], drafts: true },
  demonstration: true,
}

const [ccas, youth, culture] = [
  'ccas-invente',
  'maison-des-jeunes-inventee',
  'maison-de-la-culture-inventee',
] as const

/** One batch an order: the demonstration shows each in another moment of its life. */
function batchesOf(validity: Validity): ProgrammeFile['batches'] {
  return [
    {
      ...aBatch(1, 'booklet', 8_000, validity),
      deliveries: [
        { structure: ccas, from: 0, to: 2_999 },
        { structure: youth, from: 3_000, to: 5_499 },
        { structure: culture, from: 5_500, to: 7_999 },
      ],
    },
    {
      // The last five hundred wait at the printer's.
      ...aBatch(2, 'card', 7_000, validity),
      deliveries: [
        { structure: ccas, from: 0, to: 2_499 },
        { structure: youth, from: 2_500, to: 4_499 },
        { structure: culture, from: 4_500, to: 6_499 },
      ],
    },
    // Delivered and still in its boxes: nobody hands these out.
    { ...aBatch(3, 'card', 3_000, validity), deliveries: [{ structure: culture, from: 0, to: 2_999 }] },
    { ...aBatch(4, 'card', 2_000, validity), opened: false },
  ]
}

function aBatch(number: number, format: Batch['format'], passes: number, validity: Validity) {
  const order = `commande-${number}`
  return {
    number,
    order,
    format,
    units: 10,
    passes,
    ...validity,
    opened: true,
    deliveries: [],
    training: false,
  }
}
