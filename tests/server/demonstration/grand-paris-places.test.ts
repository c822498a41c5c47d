import { describe, expect, test } from 'vitest'
import { communeAt, readCommunes } from '#server/demonstration/grand-paris-communes.ts'
import { communeNameOf, landlineOf, readPlaces } from '#server/demonstration/grand-paris-places.ts'

const communes = readCommunes()
const places = readPlaces(communes)

describe('the communes', () => {
  test('are the 131 of the Métropole', () => {
    expect(new Set(communes.map((commune) => commune.code)).size).toBe(131)
  })

  test.each([
    ['the town hall of Paris', 2.3522, 48.8566, 'Paris'],
    ['the town hall of Montreuil', 2.4412, 48.8619, 'Montreuil'],
    ['Orly', 2.4, 48.743, 'Orly'],
    ['Versailles', 2.1301, 48.8014, undefined],
  ])('%s', (_place, longitude, latitude, expected) => {
    expect(communeAt(communes, [longitude, latitude])?.name).toBe(expected)
  })
})

describe('the places', () => {
  test('157 of 241 lie in the communes, five of them twice', () => {
    expect(places).toHaveLength(152)
    expect(new Set(places.map((place) => place.id)).size).toBe(152)
  })

  test('a place received four times keeps a record with hours', () => {
    const emmaus = places.filter((place) => place.address === '71 RUE ARCHEREAU')
    expect(emmaus).toMatchObject([{ name: 'EMMAUS CONNECT FONDATEUR ABBE PIERRE', commune: 'Paris 19' }])
    expect(emmaus[0]?.hours).not.toBe('')
  })

  test('the same name at another address is another place', () => {
    expect(places.filter((place) => place.name === 'AA92')).toHaveLength(2)
  })

  test('what is missing stays empty', () => {
    expect(places.find((place) => place.name === 'Bibliotheque')).toMatchObject({ telephone: '', hours: '' })
  })
})

describe('what is cleaned', () => {
  test.each([
    ['+33144320760', '01 44 32 07 60'],
    ['0147985927', '01 47 98 59 27'],
    ['+330156961470', '01 56 96 14 70'],
    ['+33952211020', '09 52 21 10 20'],
    ['01.44.32.07.60', '01 44 32 07 60'],
    ['+33612345678', ''],
    ['07 12 34 56 78', ''],
    ['0800123456', ''],
    ['+3315873272', ''],
    ['+33', ''],
    ['', ''],
  ])('telephone %j is %j', (received, expected) => {
    expect(landlineOf(received)).toBe(expected)
  })

  test.each([
    ['CRETEIL', 'Créteil', 'Créteil'],
    ['villeneuve saint georges', 'Villeneuve-Saint-Georges', 'Villeneuve-Saint-Georges'],
    ['LE KREMLIN-BICETRE', 'Kremlin-Bicêtre', 'Le Kremlin-Bicêtre'],
    ["L'ÎLE-SAINT-DENIS", 'Île-Saint-Denis', "L'Île-Saint-Denis"],
    ['PARIS 10', 'Paris', 'Paris 10'],
    ['SAINT-OUEN-SUR-SEINE', 'Saint-Ouen', 'SAINT-OUEN-SUR-SEINE'],
    ['Joinvile-le-pont', 'Joinville-le-Pont', 'Joinvile-le-pont'],
  ])('commune %j in %j is %j', (received, official, expected) => {
    expect(communeNameOf(received, official)).toBe(expected)
  })
})
