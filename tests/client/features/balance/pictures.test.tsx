import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { GoodFor } from '#client/features/balance/good-for.tsx'
import { ValidUntil } from '#client/features/balance/valid-until.tsx'
import { showNamespaces, startTranslation } from '#client/i18n/translation.ts'
import { addDays } from '#domain/instant.ts'

const today = '2026-11-23'

beforeAll(async () => {
  vi.stubGlobal('location', { search: '?lng=fr' })
  vi.stubGlobal('document', { documentElement: {} })
  await startTranslation('throws')
  await showNamespaces(['balance', 'places'])
})

test.each([
  [addDays(today, 0), 1, 27, 'dernier jour'],
  [addDays(today, 9), 9, 19, '9'],
  ['2027-03-30', 4, 8, '4 mois'],
  ['2030-01-31', 12, 0, 'mois'],
  [addDays(today, -3), 0, 28, ''],
])(
  '[Y46] until %s the calendar has %i full cells and %i empty ones, with the words beside',
  (lastDay, left, gone, said) => {
    const html = renderToStaticMarkup(<ValidUntil lastDay={lastDay} today={today} />)
    expect(count(html, 'calendar-left')).toBe(left)
    expect(count(html, 'calendar-gone')).toBe(gone)
    expect(html).toContain(lastDay.split('-').toReversed().join('/'))
    expect(html).toContain(said)
  },
)

test('[Y46] six services are drawn at once, each with its name, also one that nobody drew', () => {
  const ids = [
    'first-steps',
    'e-mail',
    'smartphone',
    'word-processing',
    'internet-safety',
    'beekeeping',
    'a',
    'b',
  ]
  const services = ids.map((id) => ({ id, cheques: 1, name: { fr: `Atelier ${id}` } }))
  const html = renderToStaticMarkup(<GoodFor services={services} />)
  const lines = html.match(/<li.*?<\/li>/gs) ?? []
  expect(lines).toHaveLength(ids.length)
  expect(lines.filter((line) => line.includes('data-beyond'))).toHaveLength(2)
  for (const line of lines) {
    expect(line).toMatch(/<svg[^>]*aria-hidden="true"/)
    expect(line.replaceAll(/<[^>]*>/g, '').trim()).not.toBe('')
  }
})

function count(html: string, name: string): number {
  return html.split(`"${name}"`).length - 1
}
