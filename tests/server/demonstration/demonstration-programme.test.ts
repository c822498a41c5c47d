import { describe, expect, test } from 'vitest'
import { sumCents } from '#domain/money.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { isVenue } from '#domain/structure.ts'
import { demonstrationProgramme } from '#server/demonstration/demonstration-programme.ts'
import { communeAt, readCommunes } from '#server/demonstration/grand-paris-communes.ts'
import { parseProgrammeFile } from '#server/directory/programme-file.ts'

const today = '2026-11-23'
const { programme, contingencyUnits, structures, batches } = demonstrationProgramme(today)
const invented = structures.filter((structure) => structure.invented)
const fiction = /^01 99 00 \d\d \d\d$/

describe('the money', () => {
  test('20,000 passes are worth two million euros, cent by cent, and each funder pays whole cents', () => {
    const units = batches.reduce((sum, batch) => sum + batch.passes * batch.units, 0)
    expect(batches.reduce((sum, batch) => sum + batch.passes, 0)).toBe(20_000)
    expect(units * programme.unitCents).toBe(200_000_000)
    expect(sumCents(programme.funders.map((funder) => funder.centsPerUnit))).toBe(programme.unitCents)
    expect(programme.funders.map((funder) => units * funder.centsPerUnit)).toEqual([110_000_000, 90_000_000])
    expect(contingencyUnits).toBe(units / 100)
  })
})

describe('the batches', () => {
  test('begin sixty days ago and end with next year', () => {
    for (const batch of batches)
      expect(batch).toMatchObject({ firstDay: '2026-09-24', endDay: '2027-12-31', units: 10 })
  })

  test('show four moments: a booklet and a card in use, boxes not opened, not funded yet', () => {
    expect(batches.map(({ format, passes, opened }) => [format, passes, opened])).toEqual([
      ['booklet', 8_000, true],
      ['card', 7_000, true],
      ['card', 3_000, true],
      ['card', 2_000, false],
    ])
    const delivered = batches.map((batch) =>
      batch.deliveries.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    )
    expect(delivered).toEqual([8_000, 6_500, 3_000, 0])
    expect(batches.map((batch) => batch.deliveries.length)).toEqual([3, 3, 1, 0])
  })
})

describe('the structures', () => {
  test('are 152 real venues and three invented distributors', () => {
    expect(structures).toHaveLength(155)
    expect(structures.every(isVenue)).toBe(true)
    expect(invented).toEqual(structures.filter((structure) => structure.distributor))
    expect(invented).toHaveLength(3)
  })

  test('lie inside the communes, and the invented ones in the commune that they name', () => {
    const communes = readCommunes()
    for (const { name, latitude, longitude } of structures) {
      expect(communeAt(communes, [longitude ?? 0, latitude ?? 0]), name).toBeDefined()
    }
    for (const { commune, latitude, longitude } of invented) {
      expect(communeAt(communes, [longitude ?? 0, latitude ?? 0])?.name).toBe(commune)
    }
  })

  test('say that they are invented, with a number that nobody has', () => {
    for (const { name, telephone, address } of invented) {
      expect(name).toMatch(/ \(lieu inventé\)$/)
      expect(telephone).toMatch(fiction)
      expect(address).toMatch(/^Adresse inventée/)
    }
    expect(programme.telephone).toMatch(fiction)
    expect(
      structures.filter((structure) => !structure.invented && fiction.test(structure.telephone)),
    ).toEqual([])
  })

  test('are qualified for every service from ninety days ago to the last day of use', () => {
    const services = programme.services.map((service) => service.id)
    for (const { qualifications } of structures) {
      expect(qualifications).toEqual([{ from: '2026-08-25', to: '2028-01-30', services }])
    }
  })
})

describe('the programme', () => {
  test('is a demonstration with the default rules', () => {
    expect(programme).toMatchObject({
      demonstration: true,
      rules: defaultOfflineRules,
      timeZone: 'Europe/Paris',
    })
  })

  test('names each service in French, English and Arabic', () => {
    for (const { name } of programme.services) expect(Object.keys(name)).toEqual(['fr', 'en', 'ar'])
    expect(programme.services.map((service) => service.cheques)).toEqual([1, 1, 1, 1, 1, 1, 1, 2])
  })
})

test.each(['2026-11-23', '2028-02-29', '2026-01-01', '2026-12-31', '2027-03-01', '2099-12-31'])(
  'is a valid programme file when it begins on %s',
  (day) => {
    const file = demonstrationProgramme(day)
    expect(parseProgrammeFile(JSON.stringify(file))).toStrictEqual({ ok: true, value: file })
  },
)
