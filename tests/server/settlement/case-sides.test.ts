import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedCases } from '#protocol/manage/cases.ts'
import { managedProgramme } from '#protocol/manage/programme.ts'
import type { Database } from '#server/database/database.ts'
import { scanOf } from '#tests/support/server.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('cases', () => {
  test('[G11] a case tells both sides: what each device knew when it acted, and what it could not know', async () => {
    await lived.rivals()
    const { cases } = await lived.get('cases', managedCases)
    expect(cases).toHaveLength(1)
    const [honoured] = cases
    expect(honoured).toMatchObject({
      kind: 'honoured',
      batch: 1,
      pass: 0,
      reason: 'no-unit-free',
      cents: 1000,
    })
    expect(honoured?.side).toMatchObject({
      act: { structureName: 'Lieu other' },
      knew: { used: 9, units: 10, state: 'active' },
    })
    expect(honoured?.others).toHaveLength(1)
    expect(honoured?.others[0]).toMatchObject({
      act: { structureName: 'Lieu venue', outcome: { type: 'covered' } },
      knew: { used: 9 },
    })
    expect((await lived.get('programme', managedProgramme)).openCases).toBe(1)
  })

  test('[G12] what a revoked device still sends is kept and shown as a case, what cannot be read beside it', async () => {
    await lived.live()
    const venue = await lived.server.enrol('venue')
    await lived.post(`devices/${venue.device}/revoke`, { why: 'perdue' })
    const code = lived.server.codeOf(1, 1)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    await venue.sendEntries([{ bytes: Uint8Array.of(0xff, 0x00), personal: null }], { sequence: 2 })
    const { cases, held } = await lived.get('cases', managedCases)
    expect(cases).toMatchObject([
      { kind: 'held', reason: 'revoked', side: { act: { kind: 'redemption', structureName: 'Lieu venue' } } },
    ])
    expect(held).toMatchObject([
      { reason: 'unreadable', says: null, decisions: ['close'], structureName: 'Lieu venue' },
    ])
  })
})
