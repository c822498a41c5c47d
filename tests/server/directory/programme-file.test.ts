import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defaultOfflineRules } from '#domain/programme.ts'
import { fieldAt } from '#server/directory/programme-file-fault.ts'
import { parseProgrammeFile } from '#server/directory/programme-file.ts'
import { programmeFiles } from './programme-files.ts'

type Keys = readonly (string | number)[]

const example = readFileSync(new URL('../../../docs/programme-example.json', import.meta.url), 'utf8')

describe('a valid file', () => {
  test('of any content parses back equal', () => {
    fc.assert(
      fc.property(programmeFiles, (file) => {
        expect(parseProgrammeFile(JSON.stringify(file))).toStrictEqual({
          ok: true,
          value: structuredClone(file),
        })
      }),
    )
  })

  test('may leave out what has a default', () => {
    const parsed = parseProgrammeFile(example)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const { programme, structures, batches } = parsed.value
    expect(programme).toMatchObject({
      rules: { ...defaultOfflineRules, unitsPerDevice: 40 },
      demonstration: false,
    })
    expect(structures).toMatchObject([
      { latitude: undefined, longitude: undefined, hours: '', qualifications: [], invented: false },
      { telephone: '', distributor: false, invented: false },
    ])
    expect(batches[1]).toMatchObject({ deliveries: [], training: false })
  })

  test('is shown in the documentation', () => {
    const page = readFileSync(new URL('../../../docs/programme-file.md', import.meta.url), 'utf8')
    expect(page).toContain(`\`\`\`json\n${example}\`\`\``)
    for (const value of Object.values(defaultOfflineRules)) expect(page).toContain(`\`${value}\``)
  })
})

describe('one field broken, anywhere: the fault points at it', () => {
  test('a value of another type', () => {
    fc.assert(
      fc.property(
        programmeFiles,
        fc.nat(),
        fc.constantFrom(null, 'number or text', [], {}),
        (file, which, other) => {
          const places = leavesOf(file)
          const keys = places[which % places.length] ?? []
          const value =
            other === 'number or text' ? (typeof valueAt(file, keys) === 'string' ? 7 : 'seven') : other
          expect(faultsAfter(file, keys, value)).toContainEqual(fieldAt(...keys))
        },
      ),
    )
  })

  test('an unknown key', () => {
    const unknown = fc.oneof(
      fc.constantFrom('toString', '__proto__', 'constructor', 'batchs'),
      fc.stringMatching(/^x[a-z]+$/),
    )
    fc.assert(
      fc.property(programmeFiles, fc.nat(), unknown, (file, which, key) => {
        const places = objectsOf(file)
        const keys = [...(places[which % places.length] ?? []), key]
        expect(faultsAfter(file, keys, 1)).toContainEqual(fieldAt(...keys))
      }),
    )
  })

  test('a key left out', () => {
    const optional =
      /\.(rules|languages|demonstration|training|invented|distributor|telephone|hours|deliveries|qualifications)\b/
    fc.assert(
      fc.property(programmeFiles, fc.nat(), (file, which) => {
        const places = leavesOf(file).filter((keys) => typeof keys.at(-1) === 'string')
        const keys = places[which % places.length] ?? []
        const place = fieldAt(...keys)
        const mayBeAbsent =
          (optional.test(place) && place !== 'programme.telephone') || /\.name\.(?!fr$)/.test(place)
        const isWithin = /\.(deliveries|qualifications)\[\d+\]\.\w+$/.test(place)
        fc.pre(isWithin || !mayBeAbsent)
        expect(faultsAfter(file, keys, undefined)).toContainEqual(place)
      }),
    )
  })
})

describe('what no field can say alone', () => {
  test.each<[string, string, Keys, unknown]>([
    [
      "the funders' shares add up to 1001 cents, the unit is worth 1000",
      'programme.funders',
      ['programme', 'funders', 0, 'centsPerUnit'],
      601,
    ],
    ['repeats programme.funders[0].id', 'programme.funders[1].id', ['programme', 'funders', 1, 'id'], 'town'],
    [
      'repeats programme.services[0].id',
      'programme.services[1].id',
      ['programme', 'services', 1, 'id'],
      'first-steps',
    ],
    [
      'must be a whole number from 1 to 200',
      'programme.services[0].cheques',
      ['programme', 'services', 0, 'cheques'],
      0,
    ],
    [
      'is not a language tag such as "fr", "ar" or "zh-Hans"',
      'programme.services[0].name.English',
      ['programme', 'services', 0, 'name', 'English'],
      'First',
    ],
    ['must be a whole number from 1 to 1000000', 'programme.unitCents', ['programme', 'unitCents'], 9.5],
    ['must be a whole number from 1 to 65535', 'programme.number', ['programme', 'number'], 65_536],
    [
      'must be a zone of the IANA database, such as "Europe/Paris"',
      'programme.timeZone',
      ['programme', 'timeZone'],
      'Europe/Bourg',
    ],
    [
      'knowledge ages after 864000001 ms, later than it defers, after 864000000 ms',
      'programme.rules.agesAfter',
      ['programme', 'rules', 'agesAfter'],
      864_000_001,
    ],
    ['is empty', 'programme.name', ['programme', 'name'], '  '],
    ['is longer than 200 characters', 'programme.name', ['programme', 'name'], 'é'.repeat(201)],
    ['holds a line break or another control character', 'programme.name', ['programme', 'name'], 'a\nb'],
    ['must be a whole number from 0 to 1073741824', 'contingencyUnits', ['contingencyUnits'], -1],
    [
      'is not a known key: did you mean "latitude"?',
      'structures[0].lattitude',
      ['structures', 0, 'lattitude'],
      46,
    ],
    ['repeats structures[0].id', 'structures[1].id', ['structures', 1, 'id'], 'town-hall'],
    ['is missing beside the latitude', 'structures[0].longitude', ['structures', 0, 'latitude'], 46],
    ['is missing beside the longitude', 'structures[1].latitude', ['structures', 1, 'latitude'], undefined],
    ['must be degrees from -90 to 90', 'structures[1].latitude', ['structures', 1, 'latitude'], 91],
    ['must be a telephone number', 'structures[0].telephone', ['structures', 0, 'telephone'], 'ask Anne'],
    [
      'no service of the programme has the id "email"',
      'structures[1].qualifications[0].services[1]',
      ['structures', 1, 'qualifications', 0, 'services', 1],
      'email',
    ],
    [
      'repeats structures[1].qualifications[0].services[0]',
      'structures[1].qualifications[0].services[1]',
      ['structures', 1, 'qualifications', 0, 'services', 1],
      'first-steps',
    ],
    [
      'comes before from, 2027-01-01',
      'structures[1].qualifications[0].to',
      ['structures', 1, 'qualifications', 0, 'to'],
      '2026-12-31',
    ],
    [
      'overlaps structures[1].qualifications[0]',
      'structures[1].qualifications[1]',
      ['structures', 1, 'qualifications', 1],
      { from: '2028-01-30', to: '2028-02-01', services: ['first-steps'] },
    ],
    ['repeats batches[0].number', 'batches[1].number', ['batches', 1, 'number'], 1],
    ['a booklet holds at most 40 units', 'batches[0].units', ['batches', 0, 'units'], 41],
    ['must be a whole number from 1 to 200', 'batches[1].units', ['batches', 1, 'units'], 201],
    ['must be a real day, written YYYY-MM-DD', 'batches[0].endDay', ['batches', 0, 'endDay'], '2027-02-29'],
    ['comes before firstDay, 2027-01-01', 'batches[0].endDay', ['batches', 0, 'endDay'], '2026-12-31'],
    ['expected "card" or "booklet", found "paper"', 'batches[0].format', ['batches', 0, 'format'], 'paper'],
    [
      'the last pass of this batch is 299',
      'batches[0].deliveries[0].to',
      ['batches', 0, 'deliveries', 0, 'to'],
      300,
    ],
    ['comes before from, 300', 'batches[0].deliveries[0].to', ['batches', 0, 'deliveries', 0, 'from'], 300],
    [
      'overlaps batches[0].deliveries[0]',
      'batches[0].deliveries[1]',
      ['batches', 0, 'deliveries', 1],
      { structure: 'town-hall', from: 299, to: 299 },
    ],
    [
      'no structure has the id "school"',
      'batches[0].deliveries[0].structure',
      ['batches', 0, 'deliveries', 0, 'structure'],
      'school',
    ],
    [
      '"library" is not a distributor',
      'batches[0].deliveries[0].structure',
      ['batches', 0, 'deliveries', 0, 'structure'],
      'library',
    ],
    ['a batch is delivered only once it is opened', 'batches[0].deliveries', ['batches', 0, 'opened'], false],
    [
      'with their spares they need 1095220027 printed codes; an installation has 1073741824',
      'batches',
      ['batches', 1, 'passes'],
      2 ** 30,
    ],
  ])('%s', (reason, place, keys, value) => {
    const parsed = parseProgrammeFile(changed(JSON.parse(example), keys, value))
    expect(parsed.ok ? [] : parsed.error).toContainEqual({ place, reason })
  })

  test("0, 0 is nobody's place", () => {
    const file = JSON.parse(example)
    Object.assign(file.structures[0], { latitude: 0, longitude: 0 })
    expect(parseProgrammeFile(JSON.stringify(file))).toMatchObject({
      ok: false,
      error: [{ place: 'structures[0].latitude' }],
    })
  })
})

describe('every fault at once', () => {
  test('in all parts, of a field and between fields', () => {
    const file = JSON.parse(example)
    file.programme.number = 'twelve'
    file.batches[0].units = 41
    file.batches[0].unit = 41
    file.structures[0].id = 'library'
    delete file.contingencyUnits
    const parsed = parseProgrammeFile(JSON.stringify(file))
    expect(parsed.ok ? [] : parsed.error).toEqual([
      { place: 'batches[0].unit', reason: 'is not a known key: did you mean "units"?' },
      { place: 'programme.number', reason: 'expected a number, found "twelve"' },
      { place: 'contingencyUnits', reason: 'is missing' },
      { place: 'structures[1].id', reason: 'repeats structures[0].id' },
      { place: 'batches[0].units', reason: 'a booklet holds at most 40 units' },
      { place: 'batches[0].deliveries[0].structure', reason: 'no structure has the id "town-hall"' },
    ])
  })

  test('a text that is not JSON has its line and column', () => {
    expect(parseProgrammeFile(example.replace('"number": 12,', '"number": 12'))).toEqual({
      ok: false,
      error: [{ place: 'line 4, column 5', reason: 'found "\\"name\\"" where a comma or "}" should be' }],
    })
  })

  test('a file that is a list is one fault', () => {
    expect(parseProgrammeFile('[]')).toMatchObject({ ok: false, error: [{ place: 'the file' }] })
  })
})

function faultsAfter(file: unknown, keys: Keys, value: unknown): readonly string[] {
  const parsed = parseProgrammeFile(changed(JSON.parse(JSON.stringify(file)), keys, value))
  return parsed.ok ? [] : parsed.error.map((fault) => fault.place)
}

/** The file as JSON with one field set; left out when undefined. */
function changed(file: unknown, keys: Keys, value: unknown): string {
  const holder = valueAt(file, keys.slice(0, -1)) as Record<string | number, unknown>
  Object.defineProperty(holder, keys.at(-1) ?? '', {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return JSON.stringify(file)
}

function valueAt(file: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], file)
}

function leavesOf(value: unknown, keys: Keys = []): readonly Keys[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [keys]
  return childrenOf(value).flatMap(([key, each]) => leavesOf(each, [...keys, key]))
}

/** Objects with fixed keys: the names of a service may have any language. */
function objectsOf(value: unknown, keys: Keys = []): readonly Keys[] {
  if (typeof value !== 'object' || value === null || keys.at(-1) === 'name') return []
  const inside = childrenOf(value).flatMap(([key, each]) => objectsOf(each, [...keys, key]))
  return Array.isArray(value) ? inside : [keys, ...inside]
}

function childrenOf(value: object): readonly (readonly [string | number, unknown])[] {
  return Object.entries(value).map(([key, each]) => [Array.isArray(value) ? Number(key) : key, each])
}
