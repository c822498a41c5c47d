import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '#domain/instant.ts'
import { type Database } from '#server/database/database.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { topUpContingency } from '#server/settlement/top-up-contingency.ts'
import { aUuid } from '#tests/support/builders.ts'
import { handoverProof, openCasework, type Casework, why } from '#tests/support/casework.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber, scanOf } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

describe('a block', () => {
  test('[K58] [G44] counts from its time: what was taken later, by who could not know, costs the person nothing', async () => {
    const desk = await work.handOver([0])
    const [early, late] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    const before = work.take(early, 0)
    work.server.pass(HOUR)
    desk.act('block', { code: [1, 0, 0], proof: handoverProof(desk), reason: 'lost' })
    work.server.pass(HOUR)
    const after = work.take(late, 0)
    await late.push()
    expect((await work.outcomeOf(late, after))?.type).toBe('covered')
    await desk.push()
    expect(await work.outcomeOf(late, after)).toMatchObject({
      type: 'honoured',
      reason: 'blocked',
      heldUnits: 0,
    })
    await early.push()
    expect((await work.outcomeOf(early, before))?.type).toBe('covered')
    expect(await work.passNow(1, 0)).toMatchObject({ state: 'suspended', used: 1, blocks: [{ why: 'lost' }] })
    await work.server.publish()
    await late.pull()
    expect(
      late.redeem(work.server.codeOf(1, 0), 'first-steps', scanOf(work.server.codeOf(1, 0))).verdict.type,
    ).toBe('refused:suspended')
    expect(await work.post('passes/1/0/block', { why })).toMatchObject({ type: 'already-blocked' })
    expect(await work.post('passes/1/0/unblock', { why })).toMatchObject({ type: 'unblocked' })
    expect(await work.post('passes/1/0/unblock', { why })).toMatchObject({ type: 'not-blocked' })
    expect(await work.post('passes/1/9999/block', { why })).toMatchObject({ reason: 'unknown-pass' })
    await work.server.publish()
    await late.pull()
    expect((await work.passNow(1, 0)).blocks).toHaveLength(2)
    work.take(late, 0)
    expect((await late.push())?.answers.at(-1)?.outcome?.type).toBe('covered')
  })

  test('[C6] is known at once to the device that made it: what it takes of the pass afterwards is disputed', async () => {
    await work.handOver([0])
    const venue = await work.server.enrol('venue')
    venue.act('block', { code: [1, 0, 0], proof: scanOf(work.server.codeOf(1, 0)), reason: 'found' })
    work.server.pass(MINUTE)
    const blocked = work.take(venue, 0)
    work.server.pass(MINUTE)
    venue.act('unblock', { code: [1, 0, 0], proof: scanOf(work.server.codeOf(1, 0)), reason: 'hers' })
    await venue.push()
    expect(await work.outcomeOf(venue, blocked)).toMatchObject({ type: 'disputed', reason: 'rules-not-kept' })
    work.server.pass(MINUTE)
    venue.voidAct(blocked, 'not-served')
    work.take(venue, 0)
    expect((await venue.push())?.answers.at(-1)?.outcome?.type).toBe('covered')
  })

  test('[K407] of one tablet, ends with the unblocking behind it in its chain, also where its clock stands still', async () => {
    await work.handOver([0])
    const venue = await work.server.enrol('venue')
    const named = { code: [1, 0, 0], proof: scanOf(work.server.codeOf(1, 0)) } as const
    for (const kind of ['block', 'unblock', 'block', 'unblock'] as const) {
      venue.act(kind, { ...named, reason: kind })
      // By its id it would come before all others.
      rewriteLast(venue, { id: aUuid(9 - venue.acts.length) })
      await venue.push()
      const blocked = kind === 'block'
      expect(await work.passNow(1, 0)).toMatchObject({ state: blocked ? 'suspended' : 'active' })
    }
    expect((await work.passNow(1, 0)).blocks.map(({ why: reason }) => reason)).toEqual([
      ...['block', 'unblock', 'block', 'unblock'],
    ])
    const other = await work.server.enrol('other')
    other.act('block', { ...named, reason: 'lost' })
    await other.push()
    expect(await work.passNow(1, 0)).toMatchObject({ state: 'suspended' })
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })

  test('[K407] by a manager, comes after all that was known, and so does what ends it, in the same millisecond', async () => {
    await work.handOver([0])
    const venue = await work.server.enrol('venue')
    venue.act('block', { code: [1, 0, 0], proof: scanOf(work.server.codeOf(1, 0)), reason: 'found' })
    await venue.push()
    for (const act of ['unblock', 'block', 'unblock', 'block'] as const) {
      expect(await work.post(`passes/1/0/${act}`, { why })).toMatchObject({ type: `${act}ed` })
      expect(await work.passNow(1, 0)).toMatchObject({ state: act === 'block' ? 'suspended' : 'active' })
    }
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })

  test('[K59] with a proof that does not hold is flagged and blocks nothing', async () => {
    const desk = await work.handOver([0])
    const invented = { scan: new Uint8Array(64).fill(1) }
    const nowhere = { handover: desk.device }
    for (const proof of [invented, nowhere]) desk.act('block', { code: [1, 0, 0], proof, reason: 'lost' })
    const answer = await desk.push()
    expect(answer?.answers.map(({ outcome }) => [outcome?.type, outcome?.reason])).toEqual([
      ['flagged', 'proof-fails'],
      ['flagged', 'proof-fails'],
    ])
    expect(await work.passNow(1, 0)).toMatchObject({ state: 'active', blocks: [] })
  })
})

test('[K63] a line for which the contingency has nothing left says so, and is decided again when it is topped up', async () => {
  work = await openCasework(database, { contingencyUnits: 0 })
  const desk = await work.handOver([0])
  desk.act('block', { code: [1, 0, 0], proof: handoverProof(desk), reason: 'lost' })
  work.server.pass(MINUTE)
  const venue = await work.server.enrol('venue')
  const id = work.take(venue, 0)
  await desk.push()
  expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
    type: 'waiting',
    reason: 'contingency-empty',
  })
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const by = { device: work.manager.device, why }
  expect(await topUpContingency(work.server.installation, programme, { units: 0.5 }, by)).toEqual({
    type: 'refused',
    reason: 'units-not-whole',
  })
  expect(await topUpContingency(work.server.installation, programme, { units: 3 }, by)).toEqual({
    type: 'topped-up',
    balanceCents: 2000,
  })
  expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'honoured', reason: 'blocked' })
  expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(2000)
  expect(await work.payable('venue')).toBe(1000)
})
