import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database } from '#server/database/database.ts'
import { findBatch } from '#server/directory/programmes.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { batchStock } from '#server/passes/read-stock.ts'
import { handoverProof, openCasework, type Casework, why } from '#tests/support/casework.ts'
import { programmeNumber, scanOf } from '#tests/support/server.ts'
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

  describe('by the manager of a pass that nobody is known to hold', () => {
    const unsaid = { age: 'not-said', situations: [], language: 'fr' } as const

    test('[K410] is with nobody: it stays in its box, a desk hands it out as a new one, and then a person has it', async () => {
      expect(await replaceByManager(0, 1)).toMatchObject({ type: 'replaced' })
      expect(await work.passNow(1, 0)).toMatchObject({ state: 'closed', handedOver: false })
      expect(await work.passNow(1, 1)).toMatchObject({ state: 'in-stock', handedOver: false })
      expect(await placeOf(1)).toBe('structure:desk')
      const desk = await work.server.enrol('desk')
      await work.server.publish()
      await desk.pull()
      const code = work.server.codeOf(1, 1)
      expect(desk.handOver(code, scanOf(code), unsaid)).toBeDefined()
      expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
      expect(await work.passNow(1, 1)).toMatchObject({ state: 'active', handedOver: true })
      expect(await placeOf(1)).toBe('person')
      expect((await stockOfCards()).discrepancies).toEqual([])
      expect(await work.casesNow()).toEqual([])
    })

    test('[K410] may be given in the place of a lost one, and joins its family', async () => {
      const desk = await work.handOver([0])
      await replaceByManager(1, 2)
      desk.act('replacement', {
        old: { code: [1, 0, 0], proof: handoverProof(desk) },
        new: { code: [1, 2, 0], proof: scanOf(work.server.codeOf(1, 2)) },
        reason: 'lost',
      })
      expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
      expect(await work.passNow(1, 2)).toMatchObject({ state: 'active', handedOver: true })
      expect((await work.passNow(1, 2)).family).toHaveLength(3)
    })

    test('[K411] is with a person once a venue took a cheque of it, and the venue is paid', async () => {
      await replaceByManager(0, 1)
      await work.server.publish()
      const venue = await work.server.enrol('venue')
      const use = work.take(venue, 1)
      await venue.push()
      expect((await work.outcomeOf(venue, use))?.type).toBe('covered')
      expect(await work.passNow(1, 1)).toMatchObject({ state: 'active', handedOver: true, used: 1 })
      expect(await placeOf(1)).toBe('person')
    })

    test('[K411] is with a person where somebody had used the former one, whose handover nobody had told', async () => {
      const venue = await work.server.enrol('venue')
      const use = work.take(venue, 0)
      await venue.push()
      await replaceByManager(0, 1)
      await work.server.publish()
      expect((await work.outcomeOf(venue, use))?.type).toBe('covered')
      expect(await work.passNow(1, 1)).toMatchObject({ state: 'active', handedOver: true, used: 1 })
    })

    const arrivals = ['replaced', 'handed over', 'used'] as const
    const orders = arrivals.flatMap((first) =>
      arrivals
        .filter((second) => second !== first)
        .map((second) => [first, second, ...arrivals.filter((each) => ![first, second].includes(each))]),
    )

    test.each(orders)('[K411] %s, then %s, then %s: it comes to the same', async (...order) => {
      const desk = await work.server.enrol('desk')
      const code = work.server.codeOf(1, 0)
      desk.handOver(code, scanOf(code), unsaid)
      const venue = await work.server.enrol('venue')
      const use = work.take(venue, 0)
      for (const arrival of order) {
        if (arrival === 'replaced') await replaceByManager(0, 1)
        else await (arrival === 'used' ? venue : desk).push()
      }
      await work.server.publish()
      expect((await work.outcomeOf(venue, use))?.type).toBe('covered')
      expect(await work.passNow(1, 1)).toMatchObject({ state: 'active', handedOver: true, used: 1 })
      expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
    })
  })
})

async function replaceByManager(pass: number, newer: number) {
  return work.post(`passes/1/${pass}/replace`, { batch: 1, pass: newer, why })
}

async function stockOfCards() {
  const cards = await findBatch(database, programmeNumber, 1)
  if (!cards) throw new Error('no cards')
  return batchStock(database, programmeNumber, cards)
}

async function placeOf(pass: number) {
  const { held } = await stockOfCards()
  return held.find(({ from, to }) => from <= pass && pass <= to)?.place
}
