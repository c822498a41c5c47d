import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { personalPartLasts } from '#domain/handover.ts'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import { findDevice } from '#server/access/devices.ts'
import { forgetPersonalParts } from '#server/access/personal-parts.ts'
import type { Database } from '#server/database/database.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { openBatch } from '#server/passes/batches.ts'
import { arrivalsOf } from '#server/ledger/arrival.ts'
import { readEntries, recordEntries } from '#server/ledger/record-push.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { venueAccount } from '#server/settlement/venue-account.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import {
  programmeFile,
  programmeNumber,
  scanOf,
  startTestServer,
  type TestServer,
} from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function handOver(pass: number): Promise<void> {
  const desk = await server.enrol('desk')
  const code = server.codeOf(1, pass)
  expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  await desk.push()
}

async function deviceOf(id: string) {
  const device = await findDevice(server.installation, id)
  if (!device) throw new Error('no device')
  return device
}

async function owedTo(structure: string) {
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  return venueAccount(database, programme, structure)
}

describe('a push', () => {
  test('[K1] what a venue took is covered and owed to the cent, split between the funders', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    expect(venue.redeem(code, 'first-steps', scanOf(code)).verdict).toEqual({
      type: 'accepted',
      remaining: 9,
      note: 'none',
    })
    const answer = await venue.push()
    expect(answer?.answers.map(({ answer, outcome }) => [answer, outcome?.type])).toEqual([
      ['recorded', 'covered'],
    ])
    const account = await owedTo('venue')
    expect(account.payableCents).toBe(1000)
    expect(account.shares).toEqual([
      { funder: 'metropole', cents: 550 },
      { funder: 'etat', cents: 450 },
    ])
    expect(await balanceOf(database, programmeNumber, 'outstanding/order-1')).toBe(499_000)
  })

  test('[K2] the same push again changes nothing', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    const again = await venue.sendEntries(venue.acts)
    expect(again.answers.map(({ answer, outcome }) => [answer, outcome?.type])).toEqual([
      ['known', 'covered'],
    ])
    expect((await owedTo('venue')).payableCents).toBe(1000)
  })

  test('[K3] two tablets take the last unit offline: one is covered, the other honoured, the pass is watched', async () => {
    await handOver(0)
    await server.publish()
    const code = server.codeOf(1, 0)
    const first = await server.enrol('venue')
    for (let i = 0; i < 9; i++) {
      expect(first.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
      await first.push()
      await server.publish()
      await first.pull()
    }
    const second = await server.enrol('other')
    expect(first.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
    expect(second.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
    expect((await second.push())?.answers[0]?.outcome?.type).toBe('covered')
    expect((await first.push())?.answers[0]?.outcome).toMatchObject({
      type: 'honoured',
      reason: 'no-unit-free',
    })
    expect((await owedTo('venue')).payableCents).toBe(10_000)
    expect((await owedTo('other')).payableCents).toBe(1_000)
    expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(19_000)
    expect(await database.query('SELECT kind, closed_at FROM cases')).toEqual([
      { kind: 'honoured', closed_at: null },
    ])
    await server.publish()
    await second.pull()
    expect(second.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('refused:insufficient-balance')
  })

  test('[K4] a pass handed out offline is accepted offline elsewhere, waits, and is covered when the handover arrives', async () => {
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 1)
    desk.handOver(code, scanOf(code), said)
    server.pass(4 * HOUR)
    expect(venue.redeem(code, 'first-steps', scanOf(code)).verdict).toMatchObject({
      type: 'accepted',
      note: 'handover-not-known',
    })
    expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
      type: 'waiting',
      reason: 'handover-not-known',
    })
    expect((await owedTo('venue')).payableCents).toBe(0)
    expect((await owedTo('venue')).waitingUnits).toBe(1)
    await desk.push()
    expect((await owedTo('venue')).payableCents).toBe(1000)
    await venue.pull()
    expect([...venue.outcomes.values()].map(({ type }) => type)).toEqual(['covered'])
  })

  test('[K28] what a person said is kept beside the entry until it expires, and then goes', async () => {
    await handOver(0)
    expect(await database.query('SELECT 1 AS kept FROM personal_parts')).toHaveLength(1)
    expect(await forgetPersonalParts(server.installation)).toBe(0)
    server.pass(400 * DAY)
    expect(await forgetPersonalParts(server.installation)).toBe(1)
    expect(await database.query('SELECT 1 AS kept FROM personal_parts')).toHaveLength(0)
  })

  test('[K231] a part never stays longer than the rules allow, whatever time its tablet named', async () => {
    const desk = await server.enrol('desk')
    const code = server.codeOf(1, 0)
    desk.handOver(code, scanOf(code), said)
    const [act] = desk.acts
    if (!act?.personal) throw new Error('nothing was said')
    desk.acts[0] = { ...act, personal: { ...act.personal, expiresAt: Date.parse('2100-01-01T00:00:00Z') } }
    await desk.push()
    server.pass(personalPartLasts - 1)
    expect(await forgetPersonalParts(server.installation)).toBe(0)
    server.pass(1)
    expect(await forgetPersonalParts(server.installation)).toBe(1)
  })

  test('[K131] what was covered stays covered when the desk takes the pass back too late, and a person is told', async () => {
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const handover = desk.handOver(code, scanOf(code), said) ?? ''
    await desk.push()
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    desk.undoHandover(handover)
    expect((await desk.push())?.answers[0]?.outcome).toMatchObject({
      type: 'flagged',
      reason: 'already-used',
    })
    await venue.pull()
    expect(venue.outcomes.get(id ?? '')).toMatchObject({ type: 'covered' })
    expect(await database.query('SELECT state FROM passes WHERE batch = 1 AND pass = 0')).toEqual([
      { state: 'active' },
    ])
  })

  test('[K131] once what was taken of it is undone too, the pass is with nobody', async () => {
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const handover = desk.handOver(code, scanOf(code), said) ?? ''
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    desk.undoHandover(handover)
    await desk.push()
    venue.voidAct(id ?? '', 'not-served')
    await venue.push()
    expect(await database.query('SELECT state, used FROM passes WHERE batch = 1 AND pass = 0')).toEqual([
      { state: 'in-stock', used: 0 },
    ])
  })

  test('[K44] what is used before its batch is opened waits, and is covered when it opens', async () => {
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(3, 0)
    server.pass(2 * DAY)
    expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
    expect(venue.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('deferred:knowledge-too-old')
    await desk.push()
    expect((await venue.push())?.answers[0]?.outcome).toMatchObject({ type: 'waiting' })
    expect(await balanceOf(database, programmeNumber, 'outstanding/order-3')).toBe(0)
    const programme = await findProgramme(database, programmeNumber)
    if (programme) await openBatch(server.installation, programme, 3)
    await venue.pull()
    expect([...venue.outcomes.values()].map(({ type }) => type)).toEqual(['covered'])
    expect(await balanceOf(database, programmeNumber, 'outstanding/order-3')).toBe(499_000)
  })

  test('[K255] a spare is with a person only in the place of a pass that was ordered: no order pays for more than it funded', async () => {
    await emptyDatabase(database)
    const [, booklets] = programmeFile().batches
    if (!booklets) throw new Error('no batches')
    const three = { ...booklets, passes: 3, deliveries: [{ structure: 'desk', from: 0, to: 2 }] }
    const small = await startTestServer(database, { batches: [three] })
    const [desk, taker] = [await small.enrol('desk'), await small.enrol('venue')]
    const outstanding = () => balanceOf(database, programmeNumber, `outstanding/${three.order}`)
    const before = await outstanding()
    const spare = small.codeOf(2, 3)
    desk.act('handover', { code: [2, 3, 0], proof: scanOf(spare), flags: ['not-announced'], personal: null })
    await desk.push()
    taker.act('redemption', {
      ...{ code: [2, 3, 1], service: 'first-steps', units: 1 },
      proof: scanOf(small.codeOf(2, 3, 1)),
    })
    expect((await taker.push())?.answers[0]?.outcome?.type).not.toBe('covered')
    expect(await database.query('SELECT handed_over FROM passes WHERE batch = 2 AND pass = 3')).toEqual([
      { handed_over: false },
    ])
    expect(await outstanding()).toBe(before)
  })

  test('[K5] one poisoned entry among fifty does not stop the other forty-nine', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    for (let i = 0; i < 50; i++) {
      const { id } = venue.redeem(code, 'first-steps', scanOf(code))
      if (id) venue.voidAct(id, 'test')
    }
    const poisoned = venue.acts.map((act, i) =>
      i === 20 ? { ...act, bytes: Uint8Array.of(0xff, 0x00) } : act,
    )
    const answer = await venue.sendEntries(poisoned.slice(0, 50))
    const answers = answer.answers.map(({ answer: word }) => word)
    expect(answers.filter((word) => word === 'recorded')).toHaveLength(20)
    expect(answers[20]).toBe('unreadable')
    expect(answers.filter((word) => word === 'held')).toHaveLength(29)
    const healed = await venue.sendEntries(venue.acts.slice(0, 50))
    expect(healed.answers.filter(({ answer: word }) => word === 'recorded')).toHaveLength(30)
  })

  test('[K43] bytes that cannot be read behind a gap are not the end of the chain', async () => {
    const venue = await server.enrol('venue')
    for (const pass of [0, 1, 2, 3]) {
      const code = server.codeOf(1, pass)
      venue.redeem(code, 'first-steps', scanOf(code))
    }
    const broken = (n: number) => ({ bytes: Uint8Array.of(0xff, n), personal: null })
    const [first, , third] = venue.acts
    if (!first || !third) throw new Error('no acts')
    const answer = await venue.sendEntries([first, broken(1), third, broken(2)])
    expect(answer.acknowledged.sequence).toBe(1)
    const healed = await venue.sendEntries(venue.acts)
    expect(healed.answers.map(({ answer: word }) => word)).toEqual([
      'known',
      'recorded',
      'recorded',
      'recorded',
    ])
  })

  test('[K43] nor are those that come alone: behind a gap they wait, in their place they are kept', async () => {
    const venue = await server.enrol('venue')
    for (const pass of [0, 1, 2, 3]) {
      const code = server.codeOf(1, pass)
      venue.redeem(code, 'first-steps', scanOf(code))
    }
    const [first, second, third] = venue.acts
    if (!first || !second || !third) throw new Error('no acts')
    const bytes = Uint8Array.of(0xff, 1)
    const alone = (sequence: number) => venue.sendEntries([{ bytes, personal: null }], { sequence })
    await venue.sendEntries([first])
    expect((await venue.sendEntries([third])).answers[0]).toMatchObject({ answer: 'held', reason: 'gap' })
    const behind = await alone(4)
    expect(behind.answers[0]).toMatchObject({ answer: 'held', reason: 'gap' })
    expect(behind.acknowledged.sequence).toBe(1)
    expect((await venue.sendEntries([second, third])).acknowledged.sequence).toBe(3)
    const placed = await alone(4)
    expect(placed.answers[0]).toMatchObject({ answer: 'unreadable', reason: 'unreadable' })
    expect(placed.acknowledged.sequence).toBe(4)
    expect(await database.query('SELECT reason FROM held_entries')).toEqual([{ reason: 'unreadable' }])
    expect((await alone(4)).answers).toEqual(placed.answers)
  })

  test('[K270] what cannot be recorded stands in its chain only where its own place is', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const take = (service: string) => venue.redeem(code, service, scanOf(code))
    take('first-steps')
    await venue.push()
    const [own] = venue.acts
    take('first-steps')
    take('nul\u0000')
    take('first-steps')
    const [, second, broken, last] = venue.acts
    if (!own || !second || !broken || !last) throw new Error('no acts')
    const gap = await venue.sendEntries([broken])
    expect(gap.answers[0]).toMatchObject({ answer: 'held', reason: 'gap' })
    expect(gap.acknowledged.sequence).toBe(1)
    // A copy of the tablet goes on from the first act.
    venue.acts.splice(1)
    take('first-steps')
    expect((await venue.sendEntries(venue.acts.slice(1))).acknowledged.sequence).toBe(2)
    const end = (await venue.sendEntries([own])).acknowledged.hash
    const forked = await venue.sendEntries([second, broken, last], { sequence: 4 })
    expect(forked.answers.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['held', 'fork'],
      ['held', 'fork'],
      ['held', 'fork'],
    ])
    expect(forked.acknowledged).toMatchObject({ sequence: 2, hash: end })
    take('first-steps')
    expect((await venue.sendEntries(venue.acts.slice(2))).answers[0]?.answer).toBe('recorded')
  })

  test('[K270] held behind a gap, it is held in its place when the entry before it arrives', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    for (const service of ['first-steps', 'nul\u0000', 'first-steps']) {
      venue.redeem(code, service, scanOf(code))
    }
    await venue.sendEntries(venue.acts.slice(1))
    const whole = await venue.sendEntries(venue.acts)
    expect(whole.answers.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['recorded', ''],
      ['unreadable', 'not-recordable'],
      ['recorded', ''],
    ])
    expect(whole.acknowledged.sequence).toBe(3)
    const again = await venue.sendEntries(venue.acts)
    expect(again.answers.map(({ answer }) => answer)).toEqual(['known', 'unreadable', 'known'])
    expect(again.acknowledged.sequence).toBe(3)
  })

  test('[K6] an entry that the store cannot take is held in its place, and the chain goes on behind it', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    for (let i = 0; i < 25; i++) {
      const { id } = venue.redeem(code, i === 10 ? 'nul\u0000' : 'first-steps', scanOf(code))
      if (id) venue.voidAct(id, 'test')
    }
    const answer = await venue.push()
    expect(answer?.answers.filter(({ answer: word }) => word === 'unreadable')).toHaveLength(1)
    expect(answer?.answers.filter(({ answer: word }) => word === 'recorded')).toHaveLength(
      venue.acts.length - 1,
    )
    expect(answer?.acknowledged.sequence).toBe(venue.acts.length)
  })

  test.each([
    ['a head beyond all numbers', { head: 2 ** 40 }],
    ['a time beyond all calendars', { deviceTime: 9e15 }],
    ['a clock set beyond all calendars', { clockOffset: -9e15 }],
  ])('[K34] an act with %s is held in its place, and the acts behind it are recorded', async (_, changes) => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    rewriteLast(venue, changes)
    const next = venue.redeem(server.codeOf(1, 1), 'first-steps', scanOf(server.codeOf(1, 1)))
    expect(next.verdict.type).toBe('accepted')
    const answer = await venue.push()
    expect(answer?.answers.map(({ answer: word }) => word)).toEqual(['unreadable', 'recorded'])
    expect(answer?.acknowledged.sequence).toBe(2)
  })

  test('[K203] an act on which our own rules break is held in its place, and the acts beside it are recorded', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const take = (pass: number) =>
      venue.redeem(server.codeOf(1, pass), 'first-steps', scanOf(server.codeOf(1, pass))).verdict.type
    expect(take(0)).toBe('accepted')
    server.pass(DAY)
    await server.publish()
    await venue.pull()
    expect(take(1)).toBe('accepted')
    const broken = venue.head()?.number
    server.pass(DAY)
    await server.publish()
    await venue.pull()
    expect(take(2)).toBe('accepted')
    await database.query("UPDATE heads SET bytes = '\\x00' WHERE number = $1", [broken])
    const answer = await venue.push()
    expect(answer?.answers.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['recorded', ''],
      ['unreadable', 'not-recordable'],
      ['recorded', ''],
    ])
    expect(answer?.acknowledged.sequence).toBe(3)
    expect(server.errors).toEqual([])
  })

  test('[K208] what the store is short of holds no act: everything goes again', async () => {
    await handOver(0)
    await server.publish()
    const failures = [
      Object.assign(new Error('the connection ended'), { code: '57P01' }),
      Object.assign(new Error('no room'), { code: '53100' }),
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      new Error('Connection terminated unexpectedly'),
    ]
    for (const failure of failures) {
      const venue = await server.enrol('venue')
      const code = server.codeOf(1, 0)
      const { id } = venue.redeem(code, 'first-steps', scanOf(code))
      venue.voidAct(id ?? '', 'test')
      let fails = true
      const failing: Database = {
        ...database,
        transaction: (work, options) =>
          database.transaction(
            (queries) =>
              work({
                query: async (sql, parameters) => {
                  if (fails && sql.includes('INSERT INTO entries')) throw failure
                  return queries.query<never>(sql, parameters)
                },
              }),
            options,
          ),
      }
      const device = await deviceOf(venue.device)
      const read = await readEntries(
        server.installation,
        device,
        venue.acts.map(({ bytes }) => ({ bytes, personal: null })),
      )
      const entries = arrivalsOf(read, read.length)
      const installation = { ...server.installation, database: failing }
      await expect(recordEntries(installation, device, entries)).rejects.toBe(failure)
      expect(await database.query('SELECT reason FROM held_entries')).toEqual([])
      fails = false
      const { answers } = await recordEntries(installation, device, entries)
      expect(answers.map(({ answer }) => answer)).toEqual(['recorded', 'recorded'])
    }
  })

  test('[K7] a gap waits for the earlier entry; the later one is recorded when it arrives again', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    venue.voidAct(id ?? '', 'test')
    const late = await venue.sendEntries(venue.acts.slice(1))
    expect(late.answers[0]).toMatchObject({ answer: 'held', reason: 'gap' })
    const whole = await venue.sendEntries(venue.acts)
    expect(whole.answers.map(({ answer }) => answer)).toEqual(['recorded', 'recorded'])
    expect(await database.query('SELECT reason FROM held_entries')).toEqual([])
    expect((await owedTo('venue')).payableCents).toBe(0)
  })

  test('[K35] two acts under one id are both kept, and the acts behind the second are recorded', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const other = await server.enrol('other')
    const code = server.codeOf(1, 0)
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    other.redeem(code, 'first-steps', scanOf(code))
    rewriteLast(other, { id: id ?? '' })
    other.redeem(server.codeOf(1, 1), 'first-steps', scanOf(server.codeOf(1, 1)))
    const answer = await other.push()
    expect(answer?.answers.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['held', 'same-id'],
      ['recorded', ''],
    ])
    expect((await owedTo('venue')).payableCents).toBe(1000)
  })

  test('[K36] what is kept aside says so each time that it comes', async () => {
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
    const first = await venue.push()
    const again = await venue.sendEntries(venue.acts)
    expect(again.answers).toEqual(first?.answers)
    expect(again.answers[0]).toMatchObject({ answer: 'held', reason: 'revoked' })
  })

  test('[K41] a device that is revoked while its push is under way has its acts held', async () => {
    let revoked = ''
    await emptyDatabase(database)
    server = await startTestServer({
      ...database,
      async transaction(work, options) {
        await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [revoked])
        return database.transaction(work, options)
      },
    })
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    revoked = venue.device
    expect((await venue.push())?.answers[0]).toMatchObject({ answer: 'held', reason: 'revoked' })
  })

  test('[K8] a void before the statement takes the money back by the exact reverse', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    server.pass(MINUTE)
    venue.voidAct(id ?? '', 'mistake')
    await venue.push()
    expect((await owedTo('venue')).payableCents).toBe(0)
    expect(await balanceOf(database, programmeNumber, 'outstanding/order-1')).toBe(500_000)
    await venue.pull()
    expect(venue.outcomes.get(id ?? '')?.type).toBe('voided')
  })

  test('[K9] a claim whose proof is invented is disputed and holds no unit', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    venue.redeem(server.codeOf(1, 0), 'first-steps', { scan: new Uint8Array(64).fill(1) })
    expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
      type: 'disputed',
      reason: 'proof-fails',
    })
    expect(await database.query('SELECT used FROM passes WHERE pass = 0')).toEqual([{ used: 0 }])
  })

  test('[K11] a claim of more units than its service costs is disputed', async () => {
    await handOver(0)
    await server.publish()
    const venue = await server.enrol('venue')
    venue.redeem(server.codeOf(1, 0), 'first-steps', scanOf(server.codeOf(1, 0)), { units: 9 })
    expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
      type: 'disputed',
      reason: 'rules-not-kept',
    })
    expect((await owedTo('venue')).payableCents).toBe(0)
  })

  test('[K10] the acts of a revoked device are kept and held', async () => {
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
    expect((await venue.push())?.answers[0]).toMatchObject({ answer: 'held', reason: 'revoked' })
    expect(await database.query('SELECT type, honoured_units + covered_units AS paid FROM outcomes')).toEqual(
      [{ type: 'held', paid: 0 }],
    )
    expect((await owedTo('venue')).payableCents).toBe(0)
    expect((await venue.ask('GET', '/api/venue-account')).status).toBe(403)
  })
})
