import { expect, test } from 'vitest'
import { offeredServices, preselected } from '#client/features/redeem/offered-services.ts'
import { programmeFile } from '#tests/support/server.ts'

const { programme, structures } = programmeFile()
const venue = structures.find(({ id }) => id === 'venue')
const now = Date.parse('2026-11-23T09:00:00Z')

test('a venue offers what its label lists today, and everything when its label is not known', () => {
  if (!venue) throw new Error('no venue')
  const listed = {
    ...venue,
    qualifications: [{ from: '2026-01-01', to: '2026-12-31', services: ['workshop'] }],
  }
  expect(offeredServices(programme, listed, now).map(({ id }) => id)).toEqual(['workshop'])
  const unlabelled = { ...venue, qualifications: [] }
  expect(offeredServices(programme, unlabelled, now)).toHaveLength(programme.services.length)
})

test('the only service needs no choice; among several none is taken for granted', () => {
  expect(preselected(programme.services.slice(0, 1), 'device')?.id).toBe('first-steps')
  expect(preselected(programme.services, 'device')).toBeUndefined()
})
