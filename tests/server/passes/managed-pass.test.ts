import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedActs } from '#protocol/manage/acts.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import type { Database } from '#server/database/database.ts'
import { scanOf } from '#tests/support/server.ts'
import { openLived, said, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('acts and passes', () => {
  test('[G9] acts come newest first, by pages that neither repeat nor skip while others arrive, and by filter', async () => {
    await lived.live()
    const desk = await lived.server.enrol('desk')
    const venue = await lived.server.enrol('venue')
    const code = lived.server.codeOf(1, 3)
    desk.handOver(code, scanOf(code), said)
    await desk.push()
    await lived.server.publish()
    await venue.pull()
    for (let i = 0; i < 60; i++) {
      venue.redeem(code, 'first-steps', scanOf(code))
      lived.server.pass(1000)
    }
    await venue.push()
    const first = await lived.get('acts', managedActs)
    expect(first.acts).toHaveLength(50)
    const late = lived.server.codeOf(1, 1)
    const other = await lived.server.enrol('other')
    other.redeem(late, 'first-steps', scanOf(late))
    await other.push()
    const second = await lived.get(`acts?before=${first.next}`, managedActs)
    expect(second.next).toBeNull()
    const seen = [...first.acts, ...second.acts]
    expect(new Set(seen.map(({ entry }) => entry)).size).toBe(seen.length)
    expect(seen).toHaveLength(2 + 4 + 1 + 60)
    expect(seen.map(({ recordedAt }) => recordedAt)).toEqual(
      seen.map(({ recordedAt }) => recordedAt).toSorted((a, b) => b - a),
    )
    const waiting = await lived.get('acts?structure=other&kind=redemption&outcome=waiting', managedActs)
    expect(waiting.acts.map(({ pass, outcome }) => [pass, outcome?.reason])).toEqual([
      [2, 'handover-not-known'],
    ])
    expect(waiting.acts[0]).toMatchObject({ structureName: 'Lieu other', deviceName: 'tablet of other' })
  })

  test('[G10] one pass shows what is left and every act on it, found by its printed number too', async () => {
    await lived.live()
    const pass = await lived.get('passes/1/0', managedPass)
    expect(pass).toMatchObject({
      state: 'active',
      used: 3,
      units: 10,
      handedOver: true,
      deliveredTo: 'Lieu desk',
    })
    expect(pass.acts.map(({ kind, units }) => [kind, units]).toSorted()).toEqual([
      ['handover', 0],
      ['redemption', 1],
      ['redemption', 2],
    ])
    expect(await lived.get('passes/3/0', managedPass)).toMatchObject({
      state: 'not-active',
      deliveredTo: null,
      acts: [],
    })
    expect((await lived.manager.ask('GET', '/api/manage/passes/1/999')).status).toBe(404)
    const found = await lived.manager.ask(
      'GET',
      `/api/manage/pass-numbers/${lived.server.codeOf(2, 1, 4).number}`,
    )
    expect(await found.json()).toEqual({ batch: 2, pass: 1 })
    expect((await lived.manager.ask('GET', '/api/manage/pass-numbers/7F3K-9QWX-2M4T')).status).toBe(404)
  })
})
