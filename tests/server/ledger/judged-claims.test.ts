import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { PrintedCode } from '#domain/batch.ts'
import { DAY, MINUTE } from '#domain/instant.ts'
import type { JournalEntry, RedemptionBody } from '#protocol/journal-entry.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
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

async function handOver(code: PrintedCode): Promise<void> {
  const desk = await server.enrol('desk')
  expect(desk.handOver(code, scanOf(server.codeOf(code.batch, code.pass)), said)).toBeDefined()
  await desk.push()
}

/** What the server makes of a redemption whose bytes say this, whatever an honest app would have written. */
async function outcomeOf(
  device: VirtualDevice,
  body: RedemptionBody,
  changes: Partial<JournalEntry>,
): Promise<unknown> {
  const code = server.codeOf(2, 3, 1)
  device.redeem(code, 'first-steps', scanOf(code))
  rewriteLast(device, { kind: 'redemption', body, ...changes })
  const { type, coveredUnits } = (await device.push())?.answers.at(-1)?.outcome ?? {}
  return [type, coveredUnits]
}

function claim(batch: number, cheque: number, service: string, units: number): RedemptionBody {
  const proof = scanOf(server.codeOf(batch, 0, cheque))
  return { code: [batch, 0, cheque], service, units, proof }
}

describe('[K30] where the cited head does not tell of the batch, its own record does', () => {
  const unknown = { head: 0, verdict: 'deferred:unknown-batch' }

  test('what was served all the same is covered', async () => {
    await handOver(server.codeOf(1, 0))
    const venue = await server.enrol('venue')
    expect(await outcomeOf(venue, claim(1, 0, 'workshop', 2), unknown)).toEqual(['covered', 2])
  })

  test('a cover pays nothing', async () => {
    await handOver(server.codeOf(2, 0))
    const venue = await server.enrol('venue')
    expect(await outcomeOf(venue, claim(2, 0, 'workshop', 2), unknown)).toEqual(['disputed', 0])
    expect(await outcomeOf(venue, claim(2, 0, 'first-steps', 1), unknown)).toEqual(['disputed', 0])
  })

  test('a training pass pays nothing', async () => {
    await emptyDatabase(database)
    const batches = programmeFile().batches.map((batch) => ({ ...batch, training: batch.number === 1 }))
    server = await startTestServer(database, { batches })
    const desk = await server.enrol('desk')
    // An app of today hands none over.
    desk.act('handover', { code: [1, 0, 0], proof: scanOf(server.codeOf(1, 0)), flags: [], personal: null })
    await desk.push()
    const venue = await server.enrol('venue')
    expect(await outcomeOf(venue, claim(1, 0, 'first-steps', 1), unknown)).toEqual(['disputed', 0])
  })

  test('a head that never was frees nobody from the price', async () => {
    await handOver(server.codeOf(1, 0))
    const venue = await server.enrol('venue')
    const future = { ...unknown, head: 999 }
    expect(await outcomeOf(venue, claim(1, 0, 'first-steps', 10), future)).toEqual(['disputed', 0])
  })
})

describe('[K31] a clock that nobody vouches for', () => {
  const unverified = { clockOffset: null, verdict: 'deferred:clock-unverified' }

  test('frees nobody from the price of a service that there is', async () => {
    await handOver(server.codeOf(1, 0))
    await server.publish()
    const venue = await server.enrol('venue')
    expect(await outcomeOf(venue, claim(1, 0, 'invented', 10), unverified)).toEqual(['disputed', 0])
    const honest = await server.enrol('venue')
    expect(await outcomeOf(honest, claim(1, 0, 'first-steps', 1), unverified)).toEqual(['covered', 1])
  })

  test('makes no venue of a place that has no service', async () => {
    await handOver(server.codeOf(1, 0))
    await server.publish()
    const desk = await server.enrol('desk')
    expect(await outcomeOf(desk, claim(1, 0, 'first-steps', 1), unverified)).toEqual(['disputed', 0])
  })
})

describe('[K32] a number that the device could not resolve', () => {
  const unresolved = { verdict: 'deferred:unknown-batch' }

  test('pays one unit when it is a cheque’s, whatever the service costs', async () => {
    await handOver(server.codeOf(2, 0))
    const venue = await server.enrol('venue')
    const typed = server.codeOf(2, 0, 4).number
    const body = { code: null, service: 'workshop', units: 2, proof: { typed } }
    expect(await outcomeOf(venue, body, { ...unresolved, head: 0 })).toEqual(['covered', 1])
    expect(await database.query('SELECT used, cheques FROM passes WHERE pass = 0')).toEqual([
      { used: 1, cheques: [4] },
    ])
  })
})

test('[K262] a number that a device could not resolve is no use of the pass in the judgement of its next act', async () => {
  await handOver(server.codeOf(2, 0))
  await server.publish()
  const venue = await server.enrol('venue')
  const cheque = server.codeOf(2, 0, 4)
  venue.redeem(server.codeOf(2, 3, 1), 'first-steps', scanOf(server.codeOf(2, 3, 1)))
  const body = { code: null, service: 'first-steps', units: 1, proof: { typed: cheque.number } }
  rewriteLast(venue, { kind: 'redemption', body, head: 0, verdict: 'deferred:unknown-batch' })
  venue.redeem(cheque, 'first-steps', scanOf(cheque))
  await venue.push()
  const acts = await database.query(
    "SELECT batch, pass, verdict, conformance FROM entries WHERE kind = 'redemption' ORDER BY sequence",
  )
  expect(acts).toMatchObject([
    { batch: 2, pass: 0, verdict: 'deferred:unknown-batch' },
    { batch: 2, pass: 0, verdict: 'accepted', conformance: 'conformant' },
  ])
})

describe('[K271] an act of a number that nobody can resolve', () => {
  const words = async () =>
    database.query(
      `SELECT o.type, o.held_units FROM entries e JOIN outcomes o ON o.entry = e.entry
       WHERE NOT EXISTS (SELECT 1 FROM outcomes n WHERE n.entry = o.entry AND n.number > o.number)
       ORDER BY e.device, e.sequence`,
    )
  const openCases = () => database.query('SELECT kind FROM cases WHERE closed_at IS NULL')
  const proof = { typed: '2222-2222-2222' }

  test.each([1, 2])('that was not served opens no case and blames nobody, in %i pushes', async (pushes) => {
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    const body = { code: null, service: 'first-steps', units: 1, proof }
    rewriteLast(venue, { kind: 'redemption', body, head: 0, verdict: 'deferred:unknown-batch' })
    if (pushes === 2) {
      expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
        type: 'held',
        reason: 'unknown-pass',
      })
      expect(await openCases()).toEqual([{ kind: 'held' }])
    }
    venue.voidAct(id ?? '', 'not-served')
    expect((await venue.push())?.answers.at(-1)?.outcome).toMatchObject({ type: 'noted', reason: '' })
    expect(await words()).toEqual([
      { type: 'voided', held_units: 0 },
      { type: 'noted', held_units: 0 },
    ])
    expect(await openCases()).toEqual([])
    await venue.pull()
    expect(venue.outcomes.get(id ?? '')?.type).toBe('voided')
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('is undone by its own device alone', async () => {
    const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
    const code = server.codeOf(1, 0)
    const { id } = venue.redeem(code, 'first-steps', scanOf(code))
    const body = { code: null, service: 'first-steps', units: 1, proof }
    rewriteLast(venue, { kind: 'redemption', body, head: 0, verdict: 'deferred:unknown-batch' })
    await venue.push()
    other.act('void', { redemption: id ?? '', reason: 'mistake' })
    other.act('contest', { redemption: id ?? '', by: 'venue', reason: 'not ours' })
    expect((await other.push())?.answers.map(({ outcome }) => outcome?.reason)).toEqual([
      'not-its-own-act',
      'unknown-act',
    ])
    expect(await words()).toContainEqual({ type: 'held', held_units: 0 })
    expect(await openCases()).toHaveLength(3)
  })

  test('and was given by mistake is taken back like any other', async () => {
    const desk = await server.enrol('desk')
    const code = server.codeOf(1, 0)
    const id = desk.handOver(code, scanOf(code), said) ?? ''
    rewriteLast(desk, { body: { code: null, proof, flags: ['unknown-batch'], personal: null } })
    await desk.push()
    expect(await openCases()).toEqual([{ kind: 'held' }])
    desk.undoHandover(id)
    await desk.push()
    expect(await words()).toEqual([
      { type: 'noted', held_units: 0 },
      { type: 'noted', held_units: 0 },
    ])
    expect(await openCases()).toEqual([])
  })
})

describe('[K33] a handover that is flagged and makes no pass active', () => {
  async function handedOverBy(structure: string, proof: { readonly scan: Uint8Array<ArrayBuffer> }) {
    const device = await server.enrol(structure)
    const code = server.codeOf(1, 0)
    device.redeem(code, 'first-steps', scanOf(code))
    const body = { code: [1, 0, 0], proof, flags: [], personal: null }
    rewriteLast(device, { kind: 'handover', body, verdict: null })
    const { type, reason } = (await device.push())?.answers[0]?.outcome ?? {}
    const [pass] = await database.query<{ handed_over: boolean }>('SELECT handed_over FROM passes')
    return { type, reason, handedOver: pass?.handed_over }
  }

  test('has a proof that does not hold', async () => {
    const invented = { scan: new Uint8Array(64).fill(1) }
    expect(await handedOverBy('desk', invented)).toEqual({
      type: 'flagged',
      reason: 'proof-fails',
      handedOver: false,
    })
  })

  test('or comes from a place that hands out none', async () => {
    expect(await handedOverBy('venue', scanOf(server.codeOf(1, 0)))).toEqual({
      type: 'flagged',
      reason: 'not-a-distributor',
      handedOver: false,
    })
  })
})

test('[K42] a yes on a tablet whose clock was set back is covered, on the day on which it was said', async () => {
  await handOver(server.codeOf(1, 0))
  await server.publish()
  const venue = await server.enrol('venue')
  const setBack = { clockOffset: null, deviceTime: 0, verdict: 'accepted' }
  expect(await outcomeOf(venue, claim(1, 0, 'first-steps', 1), setBack)).toEqual(['covered', 1])
  expect(await database.query("SELECT claimed_at AS at FROM entries WHERE kind = 'redemption'")).toEqual([
    { at: server.now() },
  ])
})

describe('the time that an act claims', () => {
  async function datedBy(changes: Partial<JournalEntry>) {
    await handOver(server.codeOf(1, 0))
    await server.publish()
    const venue = await server.enrol('venue')
    const printed = server.codeOf(1, 0)
    venue.redeem(printed, 'first-steps', scanOf(printed))
    rewriteLast(venue, changes)
    await venue.push()
    const [row] = await database.query(
      "SELECT conformance, claimed_at AS at FROM entries WHERE kind = 'redemption'",
    )
    return row
  }

  test('[C21] before the head that it cites makes a yes at own risk at best', async () => {
    const at = server.now() - DAY
    expect(await datedBy({ deviceTime: at })).toEqual({ conformance: 'at-own-risk', at })
  })

  test('[C22] years after its arrival is written down as its arrival, and judged by it', async () => {
    const judged = await datedBy({ deviceTime: server.now() + 1000 * DAY })
    expect(judged).toEqual({ conformance: 'conformant', at: server.now() })
  })

  test('[C22] a minute after its arrival changes nothing else', async () => {
    const judged = await datedBy({ deviceTime: server.now() + 2 * MINUTE })
    expect(judged).toEqual({ conformance: 'conformant', at: server.now() })
  })
})
