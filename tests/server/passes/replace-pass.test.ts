import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database } from '#server/database/database.ts'
import { handoverProof, openCasework, type Casework, why } from '#tests/support/casework.ts'
import { scanOf } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

describe('a replacement', () => {
  test('[K60] moves what is left to the new pass: one family of N units, the former one closed', async () => {
    const desk = await work.handOver([0], 2)
    const venue = await work.server.enrol('venue')
    work.take(venue, 0, 2, 4)
    await venue.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(work.server.codeOf(2, 1)) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
    expect(await work.passNow(2, 0)).toMatchObject({ state: 'closed', used: 0 })
    expect(await work.passNow(2, 1)).toMatchObject({
      state: 'active',
      used: 1,
      cheques: [4],
      handedOver: true,
    })
    const late = work.take(venue, 0, 2, 5)
    const own = work.take(venue, 0, 2, 6)
    await venue.push()
    await work.server.publish()
    const other = await work.server.enrol('other')
    const verdicts = [4, 5, 7].map(
      (cheque) =>
        other.redeem(
          work.server.codeOf(2, 1, cheque),
          'first-steps',
          scanOf(work.server.codeOf(2, 1, cheque)),
        ).verdict.type,
    )
    expect(verdicts).toEqual(['refused:cheque-used', 'refused:cheque-used', 'accepted'])
    await other.push()
    expect((await work.outcomeOf(venue, late))?.type).toBe('covered')
    expect((await work.outcomeOf(venue, own))?.type).toBe('covered')
    expect(await work.passNow(2, 1)).toMatchObject({ used: 4, cheques: [4, 5, 6, 7] })
    expect((await work.passNow(2, 1)).acts.length).toBeGreaterThan(4)
  })

  test('[K254] by the pass of another person is flagged, and joins nobody’s cheques', async () => {
    const desk = await work.handOver([0], 2)
    const other = await work.server.enrol('desk')
    const code = work.server.codeOf(2, 1)
    expect(
      other.handOver(code, scanOf(code), { age: 'not-said', situations: [], language: 'fr' }),
    ).toBeDefined()
    await other.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(code) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome).toMatchObject({
      type: 'flagged',
      reason: 'already-handed-over',
    })
    expect(await work.passNow(2, 0)).toMatchObject({ state: 'active' })
    expect(await work.passNow(2, 1)).toMatchObject({ state: 'active' })
    expect(await work.casesNow()).toHaveLength(1)
  })

  test('[K254] by a pass that a venue took before it heard of it, joins: the person holds it', async () => {
    const desk = await work.handOver([0], 2)
    const venue = await work.server.enrol('venue')
    work.take(venue, 1, 2, 1)
    await venue.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(work.server.codeOf(2, 1)) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
    expect(await work.passNow(2, 1)).toMatchObject({ state: 'active', used: 1 })
  })

  test('[G45] by the manager, a chain of them works, and what cannot be is refused with its reason', async () => {
    await work.handOver([0, 3])
    const venue = await work.server.enrol('venue')
    work.take(venue, 0)
    await venue.push()
    const replace = (pass: number, batch: number, newer: number) =>
      work.post(`passes/1/${pass}/replace`, { batch, pass: newer, why })
    expect(await replace(0, 2, 1)).toMatchObject({ reason: 'not-alike' })
    expect(await replace(0, 1, 0)).toMatchObject({ reason: 'not-alike' })
    expect(await replace(0, 3, 1)).toMatchObject({ reason: 'not-opened' })
    expect(await replace(0, 1, 3)).toMatchObject({ reason: 'already-handed-over' })
    expect(await replace(0, 1, 9999)).toMatchObject({ reason: 'unknown-pass' })
    expect(await replace(0, 1, 1)).toMatchObject({ type: 'replaced' })
    expect(await replace(0, 1, 2)).toMatchObject({ reason: 'already-replaced' })
    expect(await replace(1, 1, 2)).toMatchObject({ type: 'replaced' })
    const states = [0, 1, 2].map(async (pass) => {
      const { state, used, handedOver } = await work.passNow(1, pass)
      return [state, used, handedOver]
    })
    expect(await Promise.all(states)).toEqual([
      ['closed', 0, false],
      ['closed', 0, false],
      ['active', 1, true],
    ])
    expect((await work.passNow(1, 0)).family).toEqual([
      { batch: 1, pass: 0, newest: false },
      { batch: 1, pass: 1, newest: false },
      { batch: 1, pass: 2, newest: true },
    ])
  })
})
