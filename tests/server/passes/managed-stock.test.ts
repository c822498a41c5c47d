import { afterAll, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { DAY, HOUR, MINUTE, startOfDay } from '#domain/instant.ts'
import type { StockAct } from '#domain/stock-act.ts'
import { personalHash } from '#protocol/journal-entry.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import { managedStock } from '#protocol/manage/stock.ts'
import { encodeDrawings } from '#protocol/signature.ts'
import { forgetPersonalParts } from '#server/access/personal-parts.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
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
let manager: VirtualDevice
let desk: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  const { structures } = programmeFile()
  const second = structures.slice(0, 1).map((place) => ({ ...place, id: 'second', name: 'Autre lieu' }))
  server = await startTestServer(database, { structures: [...structures, ...second] })
  manager = await server.enrol('desk', 'manager')
  desk = await server.enrol('desk')
})
afterAll(() => database.close())

test('[Q17] the manager reads who holds what, what was handed out, and where all printed passes are', async () => {
  say(desk, { movement: 'transfer', from: 10, to: 19, other: 'second' })
  say(desk, { movement: 'loss', from: 30, to: 31 })
  const given = give(desk, 2)
  await desk.push()
  const { places, totals, discrepancies } = await ask()
  expect(places.map(({ name, passes, held }) => ({ name, passes, first: held[0]?.series }))).toEqual([
    { name: 'Autre lieu', passes: 10, first: [{ from: 10, to: 19 }] },
    {
      name: 'Lieu desk',
      passes: 87,
      first: [
        { from: 0, to: 1 },
        { from: 3, to: 9 },
        { from: 20, to: 29 },
        { from: 32, to: 49 },
      ],
    },
  ])
  expect(places[1]?.account).toMatchObject({ received: 100, handedOut: 1, sent: 10, lost: 2, closing: 87 })
  // Three batches of 50 with a spare each; the third was never delivered.
  expect(totals).toEqual({ printed: 153, programme: 53, places: 97, persons: 1, lost: 2, damaged: 0 })
  expect(discrepancies).toEqual([])
  server.pass(MINUTE)
  desk.undoHandover(given)
  await desk.push()
  expect((await ask()).totals).toMatchObject({ places: 98, persons: 0 })
})

test('[Q17] a handover of another place’s pass, a movement of what is elsewhere, an odd count and an unknown batch are listed, none is refused', async () => {
  say(desk, { movement: 'transfer', from: 0, to: 9, other: 'second' })
  await desk.push()
  const given = give(desk, 2)
  const lost = say(desk, { movement: 'loss', from: 9, to: 10 })
  const odd = say(desk, { movement: 'reception', from: 10, to: 49, counted: 12 })
  const unknown = say(desk, { movement: 'return', batch: 99, from: 0, to: 0 })
  await desk.push()
  const { discrepancies, oddReceptions, unknownBatches, totals } = await ask()
  expect(discrepancies).toMatchObject([
    { entry: odd, kind: 'reception', series: [{ from: 10, to: 10 }], heldBy: 'lost', moved: false },
    {
      entry: lost,
      kind: 'loss',
      series: [{ from: 9, to: 9 }],
      heldBy: 'structure:second',
      heldByName: 'Autre lieu',
    },
    { entry: given, kind: 'handover', passes: 1, name: 'Lieu desk', heldByName: 'Autre lieu', moved: true },
  ])
  expect(oddReceptions).toMatchObject([{ entry: odd, counted: 12, due: 40, name: 'Lieu desk' }])
  expect(unknownBatches).toMatchObject([{ entry: unknown, batch: 99, kind: 'return' }])
  expect(totals).toMatchObject({ persons: 1, lost: 1 })
})

test('[Q30] a box of another place that lacks its first passes is named whole, and what lacks is still there', async () => {
  const second = await server.enrol('second')
  const short = { movement: 'reception', from: 0, to: 9, other: 'desk', missing: [[0, 3]] } as const
  const box = say(second, { ...short, counted: 5 })
  await second.push()
  const { oddReceptions, discrepancies, places } = await ask()
  expect(oddReceptions).toMatchObject([{ entry: box, from: 0, to: 9, counted: 5, due: 6 }])
  expect(discrepancies).toMatchObject([
    { entry: box, series: [{ from: 0, to: 3 }], heldByName: 'Lieu desk', moved: false },
  ])
  expect(places.map(({ passes, account }) => [passes, account.lost])).toEqual([
    [6, 0],
    [94, 0],
  ])
})

test('[Q34] an undo gives back what its handover took: after it by any clock, and nothing where it did not count', async () => {
  const second = await server.enrol('second')
  // The code that it proves is not the one that it names: its handover does not count.
  const code = server.codeOf(1, 2)
  const triple = [code.batch, code.pass, code.cheque] as const
  const body = { code: triple, proof: scanOf(server.codeOf(1, 3)), flags: [], personal: null }
  second.undoHandover(second.act('handover', body))
  await second.push()
  expect((await ask()).places.map(({ name, passes }) => [name, passes])).toEqual([['Lieu desk', 100]])

  server.pass(2 * HOUR)
  const given = give(desk, 2)
  server.pass(-HOUR)
  desk.undoHandover(given)
  server.pass(2 * HOUR)
  await desk.push()
  const { totals, discrepancies } = await ask()
  expect(totals).toMatchObject({ places: 100, persons: 0 })
  expect(discrepancies).toEqual([])
})

test('[Q34] a pass that was used before its handover was undone stays with its person', async () => {
  const given = give(desk, 2)
  await desk.push()
  await server.publish()
  const venue = await server.enrol('venue')
  const code = server.codeOf(1, 2)
  venue.redeem(code, 'first-steps', scanOf(code))
  await venue.push()
  desk.undoHandover(given)
  await desk.push()
  expect((await ask()).totals).toMatchObject({ places: 99, persons: 1 })
})

test('[Q34] what was given again after an undo is with its second person', async () => {
  const given = give(desk, 2)
  server.pass(MINUTE)
  desk.undoHandover(given)
  give(desk, 2)
  await desk.push()
  const { totals, discrepancies } = await ask()
  expect(totals).toMatchObject({ places: 99, persons: 1 })
  expect(discrepancies).toEqual([])
})

test('[Q17] the last count of a place is compared with what was there at its time, also by what arrives later', async () => {
  const late = await server.enrol('desk')
  give(late, 2)
  server.pass(MINUTE)
  count(desk, [[0, 10]])
  server.pass(MINUTE)
  count(desk, [
    [0, 1],
    [3, 47],
    [50, 50],
  ])
  say(desk, { movement: 'loss', from: 48, to: 49 })
  await desk.push()
  const missing = [
    { from: 2, to: 2 },
    { from: 48, to: 49 },
  ]
  expect((await ask()).counts).toMatchObject([{ batch: 1, due: 50, counted: 48, missing }])
  await late.push()
  expect((await ask()).counts).toMatchObject([
    { due: 49, counted: 48, missing: [{ from: 48, to: 49 }], unexpected: [{ from: 50, to: 50 }] },
  ])
})

test('[Q37] the page of a pass says to whom it was delivered, wherever it went since', async () => {
  say(desk, { movement: 'loss', from: 30, to: 30 })
  say(desk, { movement: 'transfer', from: 31, to: 31, other: 'second' })
  await desk.push()
  for (const pass of [30, 31]) {
    const answer = await manager.ask('GET', `/api/manage/passes/1/${pass}`)
    expect(v.parse(managedPass, await answer.json()).deliveredTo).toBe('Lieu desk')
  }
})

test('[Q36] however many passes a count names, and however scattered those are that do not fit, the page is as long as its acts', async () => {
  count(desk, [[0, 2 ** 20 - 1]])
  desk.act('stock-count', { batch: 99, counted: [[5, 2 ** 20 - 1]] })
  const every = (first: number) =>
    Array.from({ length: 25 }, (_, i) => [first + 2 * i, first + 2 * i] as const)
  say(desk, { movement: 'reception', from: 0, to: 49, damaged: every(0) })
  const whole = say(desk, { movement: 'transfer', from: 0, to: 49, other: 'second' })
  await desk.push()
  const { counts, unknownBatches, discrepancies, more } = await ask()
  const unexpected = [{ from: 50, to: 2 ** 20 - 1 }]
  expect(counts).toMatchObject([{ batch: 1, counted: 2 ** 20, due: 50, missing: [], unexpected }])
  expect(unknownBatches).toMatchObject([{ batch: 99, from: 5, to: 2 ** 20 - 1, kind: 'count' }])
  expect(discrepancies).toMatchObject([{ entry: whole, passes: 25, heldBy: 'damaged' }])
  expect(discrepancies[0]?.series).toHaveLength(20)
  expect(more).toBe(0)
})

test('[Q18] the account of a year begins with the last one’s closing, by the days of the programme', async () => {
  say(desk, { movement: 'loss', from: 0, to: 4 })
  server.pass(startOfDay('2027-01-01', 'Europe/Paris') - server.now() - 2 * MINUTE)
  say(desk, { movement: 'damage', from: 5, to: 5 })
  await desk.push()
  say(desk, { movement: 'found', from: 0, to: 0 })
  await desk.push()
  const accountOf = async (year: number) => (await ask(`?year=${year}`)).places[0]?.account
  expect(await accountOf(2026)).toMatchObject({ opening: 0, received: 100, lost: 5, damaged: 1, closing: 94 })
  expect(await accountOf(2027)).toMatchObject({ opening: 94, received: 0, found: 1, closing: 95 })
  expect(startOfDay('2027-01-01', 'Europe/Paris')).toBe(Date.parse('2026-12-31T23:00:00Z'))
  expect(startOfDay('2027-07-01', 'America/Cayenne')).toBe(Date.parse('2027-07-01T03:00:00Z'))
  const answer = await manager.ask('GET', '/api/manage/stock?year=jadis')
  expect(answer.status).toBe(400)
})

test('[Q23] the manager reads how each hand signed what came or left, and a drawing as long as it is kept', async () => {
  const drawing = [[10, 20, 30, 40]]
  const part = encodeDrawings({ giver: drawing, receiver: 'tap' })
  if (!part) throw new Error('nothing was drawn')
  const personal = { salt: new Uint8Array(16).fill(1), part, expiresAt: server.now() + 30 * DAY }
  const unsigned = say(desk, { movement: 'return', from: 0, to: 1 })
  server.pass(MINUTE)
  const signed = desk.act(
    'stock-movement',
    {
      ...{ movement: 'reception', batch: 1, from: 2, to: 49, other: null, counted: 47, damaged: [[9, 9]] },
      ...{ missing: [[8, 8]], personal: personalHash(personal), signed: { giver: 'drawn', receiver: 'tap' } },
    },
    personal,
  )
  say(desk, { movement: 'loss', from: 3, to: 3 })
  await desk.push()
  const nobody = { way: null, drawing: null }
  expect((await ask()).notes).toMatchObject([
    {
      ...{ entry: signed, kind: 'reception', name: 'Lieu desk', from: 2, to: 49 },
      ...{ giver: { way: 'drawn', drawing }, receiver: { way: 'tap', drawing: null } },
    },
    { entry: unsigned, kind: 'return', giver: nobody, receiver: nobody },
  ])
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  server.pass(31 * DAY)
  expect(await forgetPersonalParts(server.installation)).toBe(1)
  expect((await ask()).notes[0]).toMatchObject({ giver: { way: 'drawn', drawing: null } })
  await database.query('UPDATE stock_movements SET giver_signed = NULL')
  expect(await verifyLedger(server.installation, programmeNumber)).toMatchObject([
    { type: 'movement-differs', where: `entry/${signed}` },
  ])
})

async function ask(query = '') {
  const answer = await manager.ask('GET', `/api/manage/stock${query}`)
  return v.parse(managedStock, await answer.json())
}

function say(
  device: VirtualDevice,
  act: Partial<StockAct> & Pick<StockAct, 'movement' | 'from' | 'to'>,
): string {
  server.pass(MINUTE)
  return device.act('stock-movement', {
    ...{ batch: 1, other: null, counted: null, damaged: [], missing: [], personal: null },
    ...act,
  })
}

function count(device: VirtualDevice, counted: readonly (readonly [number, number])[]): void {
  device.act('stock-count', { batch: 1, counted })
}

function give(device: VirtualDevice, pass: number): string {
  server.pass(MINUTE)
  const code = server.codeOf(1, pass)
  const said = { age: '65-79', situations: [], language: 'fr' } as const
  return device.handOver(code, scanOf(code), said) ?? ''
}
