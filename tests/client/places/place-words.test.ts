import { expect, test } from 'vitest'
import { writeMinutes, writeOpening } from '#client/places/place-words.ts'
import { placeWords } from '#client/places/place-words.ts'
import { startTranslation } from '#client/i18n/translation.ts'
import { findPlaces, type Place } from '#domain/nearest-places.ts'
import { writeDistance } from '#client/ui/written-distance.ts'
import { aStructure } from '#tests/support/builders.ts'

const service = { id: 'email', cheques: 1, name: { fr: 'Messagerie' } }
/** Wednesday 25 November 2026, ten in the morning. */
const morning = { day: '2026-11-25', minute: 600 }

test('[B35] the words say until when, or from when: today, tomorrow, a weekday, else a date', async () => {
  const { i18n } = { i18n: await startTranslation() }
  await i18n.loadNamespaces('places')
  const t = i18n.getFixedT('fr', 'places')
  const said = (hours: string, at = morning) => {
    const { look, word, detail } = placeWords(t, placeWith(hours, at), at)
    return [look, word, detail]
  }
  expect(said('We 09:00-12:00')).toEqual(['open', 'Ouvert maintenant', 'Ferme à 12:00'])
  expect(said('24/7')).toEqual(['open', 'Ouvert maintenant', 'Toujours ouvert'])
  expect(said('We 14:00-17:00')).toEqual(['closed', 'Fermé maintenant', 'Ouvre aujourd’hui à 14:00'])
  expect(said('Th 14:00-17:00')).toEqual(['closed', 'Fermé maintenant', 'Ouvre demain à 14:00'])
  expect(said('Tu 14:00-17:00')).toEqual(['closed', 'Fermé maintenant', 'Ouvre mardi à 14:00'])
  expect(said('We 08:00-09:00')).toEqual(['closed', 'Fermé maintenant', 'Ouvre le 02/12/2026 à 08:00'])
  expect(said('Mo-Su off')).toEqual(['closed', 'Fermé maintenant', undefined])
  expect(said('Mo-Fr 09:00-17:00', { day: '2026-05-14', minute: 600 })).toEqual([
    'unsure',
    'Appelez avant de venir',
    'C’est un jour férié. Appelez avant de venir.',
  ])
  expect(said('Mo-Fr 09:00+')).toEqual(['unsure', 'Appelez avant de venir', undefined])
})

test('[B35] hours and distances are written as on paper', () => {
  expect(['09:00', '24:00', '02:00'].map(String)).toEqual([540, 1440, 1560].map(writeMinutes))
  expect(writeOpening({ from: 540, to: 750 })).toBe('09:00–12:30')
  const written = [0, 80, 349, 960, 990, 1040, 1249, 9940, 9960, 14_400].map(writeDistance)
  expect(written.map((text) => text.replace('\u00a0', ' '))).toEqual([
    ...['50 m', '100 m', '350 m', '950 m', '1 km', '1 km', '1,2 km', '9,9 km', '10 km', '14 km'],
  ])
})

function placeWith(hours: string, at: typeof morning): Place {
  const structure = aStructure({
    hours,
    qualifications: [{ from: '2026-01-01', to: '2026-12-31', services: ['email'] }],
  })
  const [place] = findPlaces([structure], { services: [service], from: undefined, at })
  if (!place) throw new Error('the venue is not found')
  return place
}
