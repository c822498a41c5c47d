import { afterAll, beforeEach, expect, test } from 'vitest'
import { HOUR } from '#domain/instant.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { ownActsBefore } from '#server/ledger/own-acts-before.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
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

beforeEach(() => begin())
afterAll(() => database.close())

test('[N14] what was taken of a stolen pass behind its block puts the pass in its place under no watch', async () => {
  const desk = await handOver(0)
  const thief = await server.enrol('venue')
  desk.act('block', { code: [1, 0, 0], proof: { handover: handoverOf(desk) }, reason: 'stolen' })
  replace(desk)
  server.pass(HOUR)
  const { id: stolen } = take(thief, 0)
  for (const device of [desk, thief]) await device.push()
  await thief.pull()
  expect(thief.outcomes.get(stolen ?? '')).toMatchObject({
    type: 'honoured',
    reason: 'blocked',
    heldUnits: 0,
  })
  expect(await stateOf(0)).toBe('closed')
  expect(await stateOf(1)).toBe('active')
  await server.publish()
  const venue = await server.enrol('other')
  expect(take(venue, 1).verdict).toMatchObject({ type: 'accepted', remaining: 9 })
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[N14] a unit that was lost without a block is watched on the pass in its place, as it was before', async () => {
  await begin({ batches: programmeFile().batches.map((batch) => ({ ...batch, units: 1 })) })
  const desk = await handOver(0)
  const venues = [await server.enrol('venue'), await server.enrol('other')]
  for (const venue of venues) take(venue, 0)
  for (const venue of venues) await venue.push()
  expect(await stateOf(0)).toBe('watch')
  replace(desk)
  await desk.push()
  expect(await stateOf(1)).toBe('watch')
})

test('[N15] what a desk gave in the place of another is, to its own judge, with a person', async () => {
  const desk = await handOver(0)
  replace(desk)
  await desk.push()
  const act = {
    programme: programmeNumber,
    device: desk.device,
    sequence: 99,
    head: 1,
    at: server.now(),
    former: [],
  }
  const before = (pass: number) =>
    ownActsBefore(database, { ...act, code: { batch: 1, pass, cheque: 0 } }, () => 'in-stock')
  expect(await before(1)).toMatchObject({ handedOver: { at: server.now() }, word: undefined })
  expect(await before(0)).toMatchObject({ word: 'replaced' })
  expect(await before(2)).toMatchObject({ handedOver: undefined, word: undefined })
})

async function begin(changes: Parameters<typeof startTestServer>[1] = {}): Promise<void> {
  await emptyDatabase(database)
  server = await startTestServer(database, changes)
}

async function handOver(pass: number): Promise<VirtualDevice> {
  const desk = await server.enrol('desk')
  const code = server.codeOf(1, pass)
  desk.handOver(code, scanOf(code), { age: '65-79', situations: ['isolated'], language: 'ta' })
  await desk.push()
  await server.publish()
  return desk
}

function handoverOf({ acts }: VirtualDevice): string {
  return acts.find(({ kind }) => kind === 'handover')?.id ?? ''
}

/** Pass 1 in the place of pass 0. */
function replace(desk: VirtualDevice): void {
  desk.act('replacement', {
    old: { code: [1, 0, 0], proof: { handover: handoverOf(desk) } },
    new: { code: [1, 1, 0], proof: scanOf(server.codeOf(1, 1)) },
    reason: 'stolen',
  })
}

function take(device: VirtualDevice, pass: number) {
  const code = server.codeOf(1, pass)
  return device.redeem(code, 'first-steps', scanOf(code))
}

async function stateOf(pass: number): Promise<string | undefined> {
  const [row] = await database.query<{ state: string }>(
    'SELECT state FROM passes WHERE programme = $1 AND batch = 1 AND pass = $2',
    [programmeNumber, pass],
  )
  return row?.state
}
