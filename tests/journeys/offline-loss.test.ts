import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import { defaultOfflineRules, headInterval, type OfflineRules } from '#domain/programme.ts'
import type { Database } from '#server/database/database.ts'
import { publish } from '#server/publishing/publish.ts'
import {
  programmeFile,
  programmeNumber,
  scanOf,
  startTestServer,
  type TestServer,
} from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'
import { noCache, openRealTablet, type Cache, type RealTablet } from './real-tablet.ts'

const database: Database = await openTestDatabase()
let server: TestServer

beforeEach(() => start())
afterAll(() => database.close())

async function start(rules: Partial<OfflineRules> = {}, units = 10): Promise<void> {
  await emptyDatabase(database)
  const file = programmeFile()
  const programme = { ...file.programme, rules: { ...defaultOfflineRules, ...rules } }
  const batches = file.batches.map((batch) => ({ ...batch, units }))
  server = await startTestServer(database, { programme, batches, contingencyUnits: 100 })
}

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function handOut(batch: number, passes: readonly number[]): Promise<void> {
  const desk = await server.enrol('desk')
  for (const pass of passes)
    expect(desk.handOver({ batch, pass, cheque: 0 }, scanOf(server.codeOf(batch, pass)), said)).toBeDefined()
  await desk.push()
  await server.publish()
}

/** Units that the contingency paid on all passes. */
async function honoured(): Promise<number> {
  const [row] = await database.query<{ units: number }>(
    `SELECT coalesce(sum(o.honoured_units), 0)::integer AS units FROM outcomes o
     WHERE number = (SELECT max(number) FROM outcomes l WHERE l.programme = o.programme AND l.entry = o.entry)`,
  )
  return row?.units ?? 0
}

/** Every yes that any tablet showed was conformant: nobody's good faith is doubted. */
async function doubted(): Promise<number> {
  const rows = await database.query(
    `SELECT entry FROM entries WHERE kind = 'redemption' AND verdict = 'accepted' AND conformance <> 'conformant'`,
  )
  return rows.length
}

async function exchange(tablet: RealTablet): Promise<void> {
  await tablet.push()
  await tablet.pull()
}

/** What the server published since `heads` began to be kept, served as many milliseconds late as asked. */
function lateHeads(late: () => number): Cache & { readonly keep: () => Promise<void> } {
  const heads: { readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = []
  const path = `/heads/${programmeNumber}`
  return {
    async keep() {
      const response = await server.ask(path)
      heads.push({ at: server.now(), bytes: new Uint8Array(await response.arrayBuffer()) })
    },
    async serve(asked) {
      if (asked !== path) return undefined
      const head = heads.findLast(({ at }) => at <= server.now() - late()) ?? heads[0]
      return head && new Response(head.bytes)
    },
  }
}

describe('tablets with their own store, in front of a real server', () => {
  test('[C13] two tablets of one structure lose one unit of the last one, and then both say so', async () => {
    await start({}, 1)
    await handOut(1, [0])
    const tablets = [await openRealTablet(server, 'venue'), await openRealTablet(server, 'venue')]
    for (const tablet of tablets) {
      expect((await tablet.redeem(1, 0)).type).toBe('accepted')
      expect((await tablet.redeem(1, 0)).type).toBe('refused:insufficient-balance')
    }
    for (const tablet of tablets) await tablet.push()
    await server.publish()
    for (const tablet of tablets) await exchange(tablet)
    expect([await honoured(), await doubted()]).toEqual([1, 0])
    for (const tablet of tablets) {
      expect((await tablet.redeem(1, 0)).type).toBe('refused:insufficient-balance')
    }
  })

  // In the first a tablet that took what it was told for what its lists hold would go too far; the second loses all that it may.
  test('[C14] with heads that a cache serves ten minutes late, any meeting loses at most k − 1 units', async () => {
    expect([await lostInMeeting(8, 10 * MINUTE), await lostInMeeting(14, 10 * MINUTE)]).toEqual([0, 2])
  }, 240_000)

  test('[C14] with heads that nothing keeps back, any meeting loses at most k − 1 units', async () => {
    expect(await lostInMeeting(8)).toBe(1)
  }, 240_000)

  test('[C15] a unit counts as the tablet’s own until the head that contains it is held, and then no more', async () => {
    await handOut(1, [0])
    let late = 0
    const cache = lateHeads(() => late)
    await cache.keep()
    const tablet = await openRealTablet(server, 'venue', cache)
    expect((await tablet.redeem(1, 0)).remaining).toBe(9)
    await tablet.push()
    await server.publish()
    await cache.keep()
    late = 10 * MINUTE
    await tablet.pull()
    expect(await tablet.left(1, 0)).toBe(9)
    expect((await tablet.redeem(1, 0)).type).toBe('deferred:limit-reached')
    late = 0
    await exchange(tablet)
    expect(await tablet.left(1, 0)).toBe(9)
    expect((await tablet.redeem(1, 0)).type).toBe('accepted')
    await exchange(tablet)
    expect([await honoured(), await doubted()]).toEqual([0, 0])
  })

  test('[C16] passes without a known handover are taken up to the limit, one unit each, and paid once it arrives', async () => {
    await start({ inStockPasses: 3 })
    const tablet = await openRealTablet(server, 'venue')
    const answers = []
    for (const pass of [0, 1, 2, 3]) answers.push((await tablet.redeem(1, pass)).type)
    expect(answers).toEqual(['accepted', 'accepted', 'accepted', 'deferred:limit-reached'])
    expect((await tablet.redeem(1, 0)).type).toBe('deferred:limit-reached')
    await tablet.push()
    expect(await doubted()).toBe(0)
    await handOut(1, [0, 1, 2])
    expect(await honoured()).toBe(0)
    expect(
      await database.query("SELECT 1 AS paid FROM transfers WHERE credit = 'payable/venue'"),
    ).toHaveLength(3)
  })

  test('[C17] the ceiling counts what no exchange has carried: units or euros, the smaller', async () => {
    for (const rules of [{ unitsPerDevice: 3 }, { centsPerDevice: 3999 }]) {
      await start(rules)
      await handOut(1, [0, 1, 2, 3])
      const tablet = await openRealTablet(server, 'venue')
      const answers = []
      for (const pass of [0, 1, 2, 3]) answers.push((await tablet.redeem(1, pass)).type)
      expect(answers).toEqual(['accepted', 'accepted', 'accepted', 'deferred:limit-reached'])
      server.pass(MINUTE)
      await tablet.push()
      server.pass(MINUTE)
      expect((await tablet.redeem(1, 3)).type).toBe('accepted')
      await tablet.push()
      expect(await doubted()).toBe(0)
    }
  })

  test('[C18] a tablet says OUI for ten days without a network, then NOTÉ, and the server judges both alike', async () => {
    await handOut(1, [0, 1, 2])
    const tablet = await openRealTablet(server, 'venue')
    server.pass(10 * DAY - 2 * HOUR)
    expect((await tablet.redeem(1, 0)).type).toBe('accepted')
    server.pass(2 * HOUR)
    expect((await tablet.redeem(1, 1)).type).toBe('deferred:knowledge-too-old')
    await tablet.push()
    expect(await doubted()).toBe(0)
    await server.publish()
    await tablet.pull()
    expect((await tablet.redeem(1, 2)).type).toBe('accepted')
  })

  test('[C19] eight tablets that never meet lose seven units of the last one, never seventy', async () => {
    await start({}, 1)
    await handOut(1, [0])
    server.pass(headInterval.most)
    const devices = []
    for (let i = 0; i < 8; i++) devices.push(await server.enrol(i % 2 === 0 ? 'venue' : 'other'))
    const code = server.codeOf(1, 0)
    for (const device of devices) {
      for (let scan = 0; scan < 10; scan++) device.redeem(code, 'first-steps', scanOf(code))
    }
    for (const device of devices) await device.push()
    expect([await honoured(), await doubted()]).toEqual([7, 0])
  })
})

/**
 * Units that three tablets of one structure lose on a card of three units, in a meeting drawn from the seed, with heads so
 * many milliseconds late: never more than two, and nobody's good faith is doubted.
 */
async function lostInMeeting(seed: number, late = 0): Promise<number> {
  const [steps = []] = fc.sample(meeting, { seed, numRuns: 1 })
  await start({}, 3)
  await handOut(1, [0])
  const cache = late > 0 ? lateHeads(() => late) : undefined
  await cache?.keep()
  server.pass(11 * MINUTE)
  const open = () => openRealTablet(server, 'venue', cache ?? noCache)
  const tablets = [await open(), await open(), await open()]
  for (const { device, act } of steps) {
    const tablet = tablets[device]
    server.pass(3 * MINUTE)
    if (act === 'redeem') await tablet?.redeem(1, 0)
    if (act === 'undo') await tablet?.undo(1, 0)
    if (act === 'push') await tablet?.push()
    if (act === 'exchange' && tablet) await exchange(tablet)
    await publish(server.installation, programmeNumber)
    await cache?.keep()
  }
  for (const tablet of tablets) await tablet.push()
  const lost = await honoured()
  expect(lost).toBeLessThanOrEqual(2)
  expect(await doubted()).toBe(0)
  return lost
}

const step = fc.record({
  device: fc.nat({ max: 2 }),
  act: fc.constantFrom('redeem', 'redeem', 'redeem', 'undo', 'push', 'exchange', 'exchange'),
})

const meeting = fc.array(step, { minLength: 16, maxLength: 22 })
