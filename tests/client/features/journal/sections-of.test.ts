import { expect, test } from 'vitest'
import { sectionsOf } from '#client/features/journal/sections-of.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

function anEntry(id: string, at: string, status: StoredEntry['status'] = 'acknowledged'): StoredEntry {
  return { id, at: Date.parse(at), status } as StoredEntry
}

test('what waits is on top whatever its day, then the days of the programme, the newest first', () => {
  const sections = sectionsOf(
    [
      anEntry('d', '2026-11-23T09:00:00Z'),
      anEntry('c', '2026-11-22T23:30:00Z'),
      anEntry('b', '2026-11-22T22:30:00Z', 'pending'),
      anEntry('a', '2026-11-22T22:00:00Z'),
    ],
    'Europe/Paris',
  )
  expect(sections.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
    [undefined, ['b']],
    ['2026-11-23', ['d', 'c']],
    ['2026-11-22', ['a']],
  ])
})
