import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { findPlaces } from '#domain/nearest-places.ts'
import { showNamespaces, startTranslation } from '#client/i18n/translation.ts'
import { TodayHours } from '#client/places/today-hours.tsx'
import { aStructure } from '#tests/support/builders.ts'

beforeAll(async () => {
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('document', { documentElement: {} })
  await startTranslation()
  await showNamespaces(['places'])
})

test.each([
  'Mo 09:00',
  'Mo-Fr 15:30-18:00; We 09:30-11:30,14:30-18:30; Sa 11:00-11:00,17:00-17:00',
  'Tu-Fr 09:15-12:30,13:45-16:45; Mo 09:15-12:30-13:45',
  'Tu-Th 09:00-12:30,14:00-17:30; Mo 09:00-12:30,13:00-20:00; Sa 12:30',
])('[B30] %s, which nobody can tell, stands as the place wrote it', (hours) => {
  expect(textOf(hours)).toBe(`Le lieu a écrit : ${hours}`.replace(' :', '\u00a0:'))
})

test('[B30] what is read stands as clocks, and nothing written as nothing', () => {
  expect(textOf('We 09:00-12:00,14:00-17:00').replaceAll(/\s+/g, ' ').trim()).toBe(
    'Aujourd’hui 09:00–12:00 14:00–17:00',
  )
  expect(textOf('Th 09:00-12:00')).toBe('Aujourd’hui fermé')
  expect(textOf('')).toBe('')
})

/** On Wednesday 25 November 2026. */
function textOf(hours: string): string {
  const at = { day: '2026-11-25', minute: 600 }
  const structure = aStructure({
    hours,
    qualifications: [{ from: '2026-01-01', to: '2026-12-31', services: ['email'] }],
  })
  const service = { id: 'email', cheques: 1, name: { fr: 'Messagerie' } }
  const [place] = findPlaces([structure], { services: [service], from: undefined, at })
  if (!place) throw new Error('the venue is not found')
  return renderToStaticMarkup(<TodayHours place={place} at={at} />).replaceAll(/<[^>]*>/g, '')
}
