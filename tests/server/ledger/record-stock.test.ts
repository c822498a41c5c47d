import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { printedPasses, type Batch } from '#domain/batch.ts'
import { HOUR, MINUTE } from '#domain/instant.ts'
import { stepsOf, stockActs, type StockAct } from '#domain/stock-act.ts'
import { foldStock } from '#domain/stock.ts'
import type { Database, Queries } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findBatch, findProgramme } from '#server/directory/programmes.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { deliverPasses } from '#server/passes/batches.ts'
import { listManagedBatches } from '#server/passes/managed-batches.ts'
import { readManagedPass } from '#server/passes/managed-pass.ts'
import { batchStock } from '#server/passes/read-stock.ts'
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

describe('[Q10] an act of the stock is recorded once and never refused', () => {
  test('the same entry again is known, and moves nothing again', async () => {
    const desk = await server.enrol('desk')
    const lost = say(desk, { movement: 'loss', from: 3, to: 4 })
    await desk.push()
    expect(desk.outcomes.get(lost)).toMatchObject({ type: 'noted', reason: '' })
    const copy = await database.query('SELECT * FROM stock_movements')
    await desk.sendEntries(desk.acts)
    expect(await database.query('SELECT * FROM stock_movements')).toEqual(copy)
    expect(copy).toHaveLength(1)
  })

  test('an unknown batch, passes of nobody and passes of another place are flagged; the part that is held moves', async () => {
    const desk = await server.enrol('desk')
    const second = await server.enrol('second')
    const unknown = say(desk, { movement: 'loss', batch: 99, from: 0, to: 1 })
    const beyond = say(desk, { movement: 'loss', from: 49, to: 200 })
    const theirs = say(second, { movement: 'return', from: 0, to: 1 })
    for (const device of [desk, second]) await device.push()
    expect(desk.outcomes.get(unknown)).toMatchObject({ type: 'flagged', reason: 'unknown-batch' })
    expect(desk.outcomes.get(beyond)).toMatchObject({ type: 'flagged', reason: 'not-held' })
    expect(second.outcomes.get(theirs)).toMatchObject({ type: 'flagged', reason: 'not-held' })
    expect(await announced()).toEqual([{ structure: 'desk', from: 0, to: 48 }])
  })

  test('a box that the programme did not announce is flagged until it announces it', async () => {
    await begin({ batches: programmeFile().batches.map((batch) => ({ ...batch, deliveries: [] })) })
    const desk = await server.enrol('desk')
    const box = say(desk, { movement: 'reception', from: 0, to: 9, counted: 9, missing: [[4, 4]] })
    await desk.push()
    expect(desk.outcomes.get(box)).toMatchObject({ type: 'flagged', reason: 'not-held' })
    expect(await announced()).toEqual([])
    server.pass(HOUR)
    await deliverPasses(server.installation, programmeNumber, 1, { structure: 'desk', from: 0, to: 49 })
    await desk.pull()
    expect(desk.outcomes.get(box)).toMatchObject({ type: 'noted', reason: '' })
    expect(await announced()).toEqual([
      { structure: 'desk', from: 0, to: 3 },
      { structure: 'desk', from: 5, to: 49 },
    ])
  })
})

test('[Q32] what another place says it found stays lost, and is flagged; who lost it has it again', async () => {
  const desk = await server.enrol('desk')
  const second = await server.enrol('second')
  say(desk, { movement: 'loss', from: 0, to: 1 })
  await desk.push()
  const theirs = say(second, { movement: 'found', from: 0, to: 1 })
  await second.push()
  expect(second.outcomes.get(theirs)).toMatchObject({ type: 'flagged', reason: 'not-held' })
  expect(await announced()).toEqual([{ structure: 'desk', from: 2, to: 49 }])
  const ours = say(desk, { movement: 'found', from: 1, to: 1 })
  await desk.push()
  expect(desk.outcomes.get(ours)).toMatchObject({ type: 'noted' })
  expect(await announced()).toEqual([{ structure: 'desk', from: 1, to: 49 }])
})

test('[Q31] a movement of thousands of steps is written down with one question', async () => {
  const asked: string[] = []
  await begin({}, watched(asked))
  const desk = await server.enrol('desk')
  const scattered = (first: number) =>
    Array.from({ length: 2000 }, (_, i) => [first + 4 * i, first + 4 * i] as const)
  const ends = { from: 0, to: 2 ** 20 - 1, damaged: scattered(0), missing: scattered(2) }
  const whole = desk.act('stock-movement', {
    ...{ movement: 'reception', batch: 1, other: 'second', counted: 30, personal: null },
    ...ends,
  })
  await desk.push()
  expect(desk.outcomes.get(whole)).toMatchObject({ type: 'flagged', reason: 'not-held' })
  const [stored] = await database.query<{ steps: number; counted: number }>(
    'SELECT count(*)::integer AS steps, count(counted)::integer AS counted FROM stock_movements',
  )
  expect(stored).toEqual({ steps: 6001, counted: 1 })
  expect(asked.filter((sql) => sql.includes('INSERT INTO stock_movements'))).toHaveLength(1)
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[Q16] a reception that counted other than its series, less what is missing, is flagged', async () => {
  const desk = await server.enrol('desk')
  const fewer = say(desk, { movement: 'reception', from: 0, to: 49, counted: 48 })
  const same = say(desk, { movement: 'reception', from: 0, to: 49, counted: 49, missing: [[7, 7]] })
  await desk.push()
  expect(desk.outcomes.get(fewer)).toMatchObject({ type: 'flagged', reason: 'count-differs' })
  expect(desk.outcomes.get(same)).toMatchObject({ type: 'noted', reason: '' })
})

test('[Q12] what the records announce follows the movements; what is lost, damaged or returned is not active until found', async () => {
  const desk = await server.enrol('desk')
  say(desk, { movement: 'loss', from: 0, to: 0 })
  say(desk, { movement: 'transfer', from: 10, to: 19, other: 'second' })
  say(desk, { movement: 'damage', from: 30, to: 30 })
  say(desk, { movement: 'return', from: 40, to: 49 })
  await desk.push()
  await server.publish()
  expect(await announced()).toEqual([
    { structure: 'desk', from: 1, to: 9 },
    { structure: 'second', from: 10, to: 19 },
    { structure: 'desk', from: 20, to: 29 },
    { structure: 'desk', from: 31, to: 39 },
  ])
  const venue = await server.enrol('venue')
  expect(take(venue, 0)).toMatchObject({ type: 'refused:not-active' })
  expect(take(venue, 1)).toMatchObject({ type: 'accepted' })
  server.pass(MINUTE)
  say(desk, { movement: 'found', from: 0, to: 0 })
  await desk.push()
  await server.publish()
  await venue.pull()
  expect(take(venue, 0)).toMatchObject({ type: 'accepted' })
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[Q12] the check finds what is announced otherwise than the movements lead to, and steps that are not the act’s', async () => {
  const desk = await server.enrol('desk')
  const lost = say(desk, { movement: 'loss', from: 3, to: 4 })
  await desk.push()
  await server.publish()
  await database.query("UPDATE announced SET structure = 'second' WHERE from_pass = 5")
  await database.query('UPDATE stock_movements SET to_pass = 3')
  const findings = await verifyLedger(server.installation, programmeNumber)
  expect(findings.map(({ type, where }) => [type, where])).toEqual([
    ['announced-differs', 'batch/1'],
    ['movement-differs', `entry/${lost}`],
  ])
})

describe('[S90] what came back to the programme is delivered again', () => {
  const deliver = (structure: string, from: number, to: number) =>
    deliverPasses(server.installation, programmeNumber, 1, { structure, from, to })

  test('all of it or none, after what brought it back, and once', async () => {
    const desk = await server.enrol('desk')
    expect(await deliver('second', 0, 9)).toEqual({ ok: false, error: 'already-delivered' })
    say(desk, { movement: 'return', from: 0, to: 9 })
    await desk.push()
    expect(await deliver('second', 0, 10)).toEqual({ ok: false, error: 'already-delivered' })
    // The clock of the server is put back: what is delivered again comes after its return all the same.
    server.pass(-HOUR)
    expect(await deliver('second', 0, 5)).toMatchObject({ ok: true })
    expect(await deliver('second', 5, 9)).toEqual({ ok: false, error: 'already-delivered' })
    expect(await announced()).toEqual([
      { structure: 'second', from: 0, to: 5 },
      { structure: 'desk', from: 10, to: 49 },
    ])
    server.pass(2 * HOUR)
    await server.publish()
    const second = await server.enrol('second')
    const code = server.codeOf(1, 2)
    expect(second.handOver(code, scanOf(code), categories)).toBeDefined()
    await second.push()
    expect(await deliver('desk', 2, 2)).toEqual({ ok: false, error: 'already-delivered' })
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
    const programme = await findProgramme(database, programmeNumber)
    const [batch] = programme ? await listManagedBatches(database, programme) : []
    expect(batch?.deliveries.map(({ structure, from, to }) => [structure, from, to])).toEqual([
      ['desk', 0, 49],
      ['second', 0, 5],
    ])
    expect((await readManagedPass(database, programmeNumber, { batch: 1, pass: 2 }))?.deliveredTo).toBe(
      'Lieu second',
    )
  })

  test('whatever places say before and after it, each pass is in one place and the ranges add up', async () => {
    const range = fc
      .tuple(fc.nat(49), fc.nat(49))
      .map((ends) => [Math.min(...ends), Math.max(...ends)] as const)
    const anyStep = fc.record({
      by: fc.nat(1),
      movement: fc.constantFrom('return', 'loss', 'transfer'),
      range,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 6 }), range, async (steps, again) => {
        await begin()
        const places = ['desk', 'second'] as const
        const devices = [await server.enrol('desk'), await server.enrol('second')] as const
        for (const {
          by,
          movement,
          range: [from, to],
        } of steps) {
          const other = movement === 'transfer' ? (places[1 - by] ?? null) : null
          say(devices[by] ?? never(), { movement, from, to, other })
          await devices[by]?.push()
          server.pass(MINUTE)
          await deliver(places[by] ?? 'desk', ...again)
        }
        const batch = await theBatch()
        const { held } = await batchStock(database, programmeNumber, batch)
        expect(held.flatMap(({ from, to }) => passesFrom(from, to))).toEqual(
          passesFrom(0, printedPasses(batch) - 1),
        )
        expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
      }),
      { numRuns: 5 },
    )
  })
})

test('[Q35] two neighbouring deliveries of before the stock, copied as they were, agree with what follows from them', async () => {
  for (const [table, ends] of [
    ['deliveries', 'structure, delivered_at'],
    ['announced', 'structure'],
  ] as const) {
    await database.query(`UPDATE ${table} SET to_pass = 24 WHERE batch = 1`)
    await database.query(
      `INSERT INTO ${table} SELECT programme, batch, 25, 49, ${ends} FROM ${table} WHERE batch = 1`,
    )
  }
  await server.publish()
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  const desk = await server.enrol('desk')
  say(desk, { movement: 'loss', from: 0, to: 0 })
  await desk.push()
  expect(await announced()).toEqual([{ structure: 'desk', from: 1, to: 49 }])
})

test('[Q12] a device learns with which head its movement is in the records', async () => {
  const desk = await server.enrol('desk')
  const sent = say(desk, { movement: 'transfer', from: 10, to: 19, other: 'second' })
  await desk.push()
  expect(desk.outcomes.get(sent)).toMatchObject({ firstHead: null })
  await server.publish()
  await desk.pull()
  expect(desk.outcomes.get(sent)?.firstHead).toBeGreaterThan(0)
})

describe('[Q11] whatever the order in which movements arrive', () => {
  const anyAct = fc.record({
    by: fc.nat(3),
    movement: fc.constantFrom(...stockActs),
    other: fc.constantFrom('desk', 'second'),
    ends: fc.tuple(fc.nat(52), fc.nat(52)),
  })
  const anyActs = fc.array(anyAct, { minLength: 6, maxLength: 14 })
  const anyOrder = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 })

  test('each pass is in one place, ranges add up to the batch, words and records are those of the order of their times', async () => {
    await fc.assert(
      fc.asyncProperty(anyActs, anyOrder, async (drawn, order) => {
        await begin()
        const devices: VirtualDevice[] = []
        for (const place of ['desk', 'desk', 'second', 'second', 'desk'])
          devices.push(await server.enrol(place))
        const done: Done[] = []
        for (const { by, movement, other, ends } of drawn) {
          const device = devices[by] ?? never()
          const takesOther = movement === 'transfer' || movement === 'reception'
          const act = {
            ...nothingSaid,
            ...{ movement, other: takesOther ? other : null },
            ...{ from: Math.min(...ends), to: Math.max(...ends) },
          }
          const id = say(device, act)
          done.push({ device, at: server.now(), act, id })
        }
        const code = server.codeOf(1, 2)
        devices[4]?.handOver(code, scanOf(code), categories)
        for (const which of order) await devices[which]?.push()

        const batch = await theBatch()
        const { held } = await batchStock(database, programmeNumber, batch)
        const everywhere = held.flatMap(({ from, to }) => passesFrom(from, to))
        expect(everywhere).toEqual(passesFrom(0, printedPasses(batch) - 1))
        expect(held.filter(({ place }) => place === 'person')).toMatchObject([{ from: 2, to: 2 }])

        const { movements, announcedThen, disputed } = inTheirTime(batch, done)
        expect(await announced()).toEqual(announcedThen)
        expect(await reasonsOf(done)).toEqual(done.map(({ id }) => (disputed(id) ? 'not-held' : '')))
        expect(await database.query('SELECT 1 FROM stock_movements')).toHaveLength(movements)
      }),
      { numRuns: 3 },
    )
  })
})

type Done = {
  readonly device: VirtualDevice
  readonly at: number
  readonly act: StockAct
  readonly id: string
}

/** What the rules of the domain make of the same acts when they are known all at once, in the order of their times. */
function inTheirTime(batch: Batch, done: readonly Done[]) {
  const box = { id: 'box', at: 0, batch: 1, from: 0, to: 49, certain: false, announces: true }
  const steps = done.flatMap(({ device, act, id, at }) =>
    stepsOf(act, device.structure).map((step, i) => ({
      ...step,
      ...{ id: `${id}/${i}`, at, batch: 1, certain: false },
    })),
  )
  const stock = foldStock(batch, [{ ...box, sender: 'printer', receiver: 'structure:desk' }, ...steps])
  return {
    movements: steps.length,
    announcedThen: stock.held.flatMap(({ place, from, to }) =>
      place.startsWith('structure:') ? [{ structure: place.slice('structure:'.length), from, to }] : [],
    ),
    disputed: (id: string) => stock.discrepancies.some(({ movement }) => movement.startsWith(id)),
  }
}

async function reasonsOf(done: readonly Done[]): Promise<readonly (string | undefined)[]> {
  const rows = await database.query<{ entry: string; reason: string }>(
    'SELECT DISTINCT ON (entry) entry, reason FROM outcomes ORDER BY entry, number DESC',
  )
  return done.map(({ id }) => rows.find(({ entry }) => entry === id)?.reason)
}

function passesFrom(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}

async function begin(
  changes: Parameters<typeof startTestServer>[1] = {},
  store: Database = database,
): Promise<void> {
  await emptyDatabase(database)
  const { structures } = programmeFile()
  const second = structures.slice(0, 1).map((desk) => ({ ...desk, id: 'second', name: 'Lieu second' }))
  server = await startTestServer(store, { structures: [...structures, ...second], ...changes })
}

/** The same store, which writes down what it is asked. */
function watched(asked: string[]): Database {
  const listened = (queries: Queries): Queries => ({
    query: async (sql, parameters) => {
      asked.push(sql)
      return queries.query(sql, parameters)
    },
  })
  return {
    ...database,
    ...listened(database),
    transaction: async (work, options) => database.transaction(async (q) => work(listened(q)), options),
  }
}

const nothingSaid = { batch: 1, other: null, counted: null, damaged: [], missing: [] }
const categories = { age: '65-79', situations: [], language: 'fr' } as const

function say(
  device: VirtualDevice,
  act: Partial<StockAct> & Pick<StockAct, 'movement' | 'from' | 'to'>,
): string {
  server.pass(MINUTE)
  return device.act('stock-movement', { ...nothingSaid, personal: null, ...act })
}

function take(device: VirtualDevice, pass: number) {
  const code = server.codeOf(1, pass)
  return device.redeem(code, 'first-steps', scanOf(code)).verdict
}

async function theBatch(): Promise<Batch> {
  return (await findBatch(database, programmeNumber, 1)) ?? never()
}

async function announced() {
  return (await theBatch()).deliveries
}

function never(): never {
  throw new Error('it is there')
}
