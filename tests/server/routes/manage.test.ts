import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedBatches } from '#protocol/manage/batches.ts'
import { managedStructures } from '#protocol/manage/structures.ts'
import type { Database } from '#server/database/database.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('who may look', () => {
  test('[G3] a desk, a revoked manager and a stranger see nothing', async () => {
    const desk = await lived.server.enrol('desk')
    const paths = [
      'programme',
      'overview',
      'batches',
      'acts',
      'passes/1/0',
      'devices',
      'cases',
      'venues',
      'structures',
    ]
    for (const path of paths) {
      expect([path, (await desk.ask('GET', `/api/manage/${path}`)).status]).toEqual([path, 403])
      expect([path, (await lived.server.ask(`/api/manage/${path}`)).status]).toEqual([path, 401])
    }
    expect((await lived.post('batches', {}, desk)).status).toBe(403)
    const second = await lived.server.enrol('desk', 'manager')
    expect(await lived.post(`devices/${second.device}/revoke`, { why: 'volé' })).toMatchObject({
      type: 'revoked',
    })
    expect((await second.ask('GET', '/api/manage/overview')).status).toBe(403)
  })
})

describe('structures', () => {
  test('[G14] a code enrols a device for the structure that the manager chose', async () => {
    const { structures } = await lived.get('structures', managedStructures)
    expect(structures.map(({ id, distributor, venue }) => [id, distributor, venue])).toEqual([
      ['desk', true, false],
      ['other', false, true],
      ['venue', false, true],
    ])
    const shown = await lived.post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'shown' })
    expect(shown).toMatchObject({ type: 'link', expiresAt: lived.server.now() + 15 * 60_000 })
    expect(shown.link).toMatch(/^http:\/\/carnet\.test\/enrol#[0-9A-Z]{12}\./)
    const printed = await lived.post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'printed' })
    expect(printed.expiresAt).toBe(lived.server.now() + 7 * 24 * 3_600_000)
    const typed = await lived.post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'typed' })
    expect(typed.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(
      await lived.post('enrolment-codes', { structure: 'nowhere', role: 'desk', life: 'typed' }),
    ).toMatchObject({
      type: 'refused',
      reason: 'unknown-structure',
    })
    const trail = await lived.audit()
    expect(trail.map(({ act, subject, device }) => [act, subject, device])).toEqual(
      Array.from({ length: 3 }, () => ['issue-enrolment-code', 'structure/venue', lived.manager.device]),
    )
    expect(JSON.stringify(trail)).not.toContain(String(typed.code))
  })
})

test('[G15] every batch lists its deliveries with the place and the day', async () => {
  const { batches } = await lived.get('batches', managedBatches)
  expect(batches.map(({ batch, openedAt, hasKey }) => [batch, openedAt !== null, hasKey])).toEqual([
    [1, true, false],
    [2, true, false],
    [3, false, true],
  ])
  expect(batches[0]?.deliveries).toMatchObject([{ structure: 'desk', name: 'Lieu desk', from: 0, to: 49 }])
})
