import fc from 'fast-check'
import type { Batch } from '#domain/batch.ts'
import { addDays } from '#domain/instant.ts'
import type { Funder, OfflineRules, Programme, Service } from '#domain/programme.ts'
import type { Qualification, Structure } from '#domain/structure.ts'
import type { ProgrammeFile } from '#server/directory/programme-file.ts'

/** Valid programme files of every shape, small enough to read when one fails. */
export const programmeFiles: fc.Arbitrary<ProgrammeFile> = fc
  .tuple(fc.uniqueArray(id(), { minLength: 1, maxLength: 4 }), fc.uniqueArray(id(), { maxLength: 5 }))
  .chain(([services, structures]) =>
    fc
      .record({
        programme: aProgramme(services),
        contingencyUnits: fc.nat(100_000),
        structures: fc.tuple(...structures.map((each) => aStructure(each, services))),
        numbers: fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { maxLength: 4 }),
      })
      .chain(({ numbers, ...file }) => {
        const distributors = file.structures.filter((each) => each.distributor).map((each) => each.id)
        return fc
          .tuple(...numbers.map((number) => aBatch(number, distributors)))
          .map((batches) => ({ ...file, batches }))
      }),
  )

function id(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Za-z0-9][\w.:@-]{0,12}$/)
}

function name(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text.trim().length > 0 && !/\p{Cc}/u.test(text))
}

function telephone(): fc.Arbitrary<string> {
  return fc.stringMatching(/^01 99 00 \d\d \d\d$/)
}

function day(): fc.Arbitrary<string> {
  return fc.nat(70_000).map((days) => addDays('2000-01-01', days))
}

function aProgramme(services: readonly string[]): fc.Arbitrary<Programme> {
  return fc
    .tuple(
      fc.uniqueArray(id(), { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 3, maxLength: 3 }),
    )
    .chain(([funders, shares]) => {
      const paying: Funder[] = funders.map((each, at) => ({
        id: each,
        name: each,
        centsPerUnit: shares[at] ?? 1,
      }))
      return fc.record({
        number: fc.integer({ min: 1, max: 65_535 }),
        name: name(),
        telephone: telephone(),
        timeZone: fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Cayenne', 'UTC'),
        unitCents: fc.constant(paying.reduce((sum, each) => sum + each.centsPerUnit, 0)),
        funders: fc.constant(paying),
        services: fc.tuple(...services.map(aService)),
        rules: someRules(),
        languages: fc.record({
          first: fc.uniqueArray(fc.constantFrom('ar', 'fa-AF', 'zh-Hans', 'ta')),
          drafts: fc.boolean(),
        }),
        demonstration: fc.boolean(),
      })
    })
}

function aService(each: string): fc.Arbitrary<Service> {
  return fc.record({
    id: fc.constant(each),
    cheques: fc.integer({ min: 1, max: 200 }),
    name: fc
      .tuple(
        name(),
        fc.dictionary(fc.constantFrom('en', 'ar', 'zh-Hans', 'ta'), name(), { noNullPrototype: true }),
      )
      .map(([fr, others]) => ({ ...others, fr })),
  })
}

function someRules(): fc.Arbitrary<OfflineRules> {
  const milliseconds = fc.nat(86_400_000)
  return fc.record({
    unitsPerPass: fc.nat(200),
    inStockPasses: fc.nat(1_000),
    agesAfter: milliseconds,
    defersAfter: milliseconds.map((each) => each + 86_400_000),
    unitsPerDevice: fc.nat(1_000),
    centsPerDevice: fc.nat(1_000_000),
    refusesNotActiveWithin: milliseconds,
    asksAgainWithin: milliseconds,
    voidsWithin: milliseconds,
    statementLagDays: fc.integer({ min: 11, max: 90 }),
    passesPerHandover: fc.integer({ min: 1, max: 10 }),
  })
}

function aStructure(each: string, services: readonly string[]): fc.Arbitrary<Structure> {
  const place = fc.option(
    fc.tuple(
      fc.double({ min: -90, max: 90, noNaN: true }).filter((degrees) => degrees !== 0),
      fc.double({ min: -180, max: 180, noNaN: true }).filter((degrees) => degrees !== 0),
    ),
    { nil: [undefined, undefined] },
  )
  return fc
    .record({
      place,
      id: fc.constant(each),
      name: name(),
      address: fc.oneof(fc.constant(''), name()),
      postcode: fc.stringMatching(/^\d{5}$/),
      commune: name(),
      telephone: fc.oneof(fc.constant(''), telephone()),
      hours: fc.constantFrom('', 'Mo-Fr 09:00-12:00', 'Mo-Fr 9h-12h30'),
      distributor: fc.boolean(),
      qualifications: someQualifications(services),
      invented: fc.boolean(),
    })
    .map(({ place: [latitude, longitude], ...rest }) => ({ ...rest, latitude, longitude }))
}

function someQualifications(services: readonly string[]): fc.Arbitrary<readonly Qualification[]> {
  return fc
    .tuple(
      ranges(day()),
      fc.array(fc.subarray([...services], { minLength: 1 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([days, listed]) => days.map((each, at) => ({ ...each, services: listed[at] ?? [...services] })))
}

function aBatch(
  number: number,
  distributors: readonly string[],
): fc.Arbitrary<ProgrammeFile['batches'][number]> {
  const format = fc.constantFrom<Batch['format']>('card', 'booklet')
  return fc
    .record({
      format,
      passes: fc.integer({ min: 1, max: 50_000 }),
      days: fc.tuple(day(), day()),
      opened: fc.boolean(),
    })
    .chain(({ days, ...rest }) => {
      const [firstDay = '', endDay = ''] = [...days].sort()
      const delivered = rest.opened && distributors.length > 0
      return fc.record({
        number: fc.constant(number),
        order: id(),
        format: fc.constant(rest.format),
        units: fc.integer({ min: 1, max: rest.format === 'card' ? 200 : 40 }),
        passes: fc.constant(rest.passes),
        firstDay: fc.constant(firstDay),
        endDay: fc.constant(endDay),
        opened: fc.constant(rest.opened),
        deliveries: delivered
          ? ranges(fc.nat(rest.passes - 1)).chain((passes) =>
              fc.tuple(
                ...passes.map((each) =>
                  fc.constantFrom(...distributors).map((structure) => ({ structure, ...each })),
                ),
              ),
            )
          : fc.constant([]),
        training: fc.boolean(),
      })
    })
}

/** Up to three ranges that do not overlap, in any order. */
function ranges<Bound extends string | number>(bound: fc.Arbitrary<Bound>) {
  return fc
    .uniqueArray(bound, { maxLength: 6 })
    .map((bounds) => bounds.sort((one, other) => (one < other ? -1 : 1)))
    .chain((bounds) => {
      const pairs: { from: Bound; to: Bound }[] = []
      for (let at = 0; at + 1 < bounds.length; at += 2) {
        const [from, to] = bounds.slice(at, at + 2)
        if (from !== undefined && to !== undefined) pairs.push({ from, to })
      }
      return fc.shuffledSubarray(pairs, { minLength: pairs.length })
    })
}
