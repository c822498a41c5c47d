import { afterAll, beforeEach, expect, test } from 'vitest'
import type { PrintedCode } from '#domain/batch.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { publish } from '#server/publishing/publish.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(slowSums(database), { contingencyUnits: 1 })
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
const passes = [0, 1, 2, 3]

/** Between reading a balance and spending it, everybody else has time to do the same. */
function slowSums(fast: Database): Database {
  return {
    ...fast,
    transaction: (work, options) =>
      fast.transaction(
        (queries) =>
          work({
            query: async (sql, parameters) => {
              const rows = await queries.query<never>(sql, parameters)
              if (sql.includes('sum(cents)')) await new Promise((resolve) => setTimeout(resolve, 50))
              return rows
            },
          }),
        options,
      ),
  }
}

async function handOverAll(): Promise<void> {
  const desk = await server.enrol('desk')
  for (const pass of passes) {
    for (const batch of [1, 2]) {
      const code = server.codeOf(batch, pass)
      expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
    }
  }
  await desk.push()
  await server.publish()
}

function take(device: VirtualDevice, batch: number, pass: number, cheque = 0): void {
  const code: PrintedCode = { batch, pass, cheque }
  const { verdict } = device.redeem(code, 'first-steps', scanOf(server.codeOf(batch, pass, cheque)))
  expect(verdict.type).toBe('accepted')
}

test('[K37] pushes at the same time never spend the contingency twice', async () => {
  await handOverAll()
  const first = await server.enrol('venue')
  const others = await Promise.all(passes.map(() => server.enrol('other')))
  for (const pass of passes) take(first, 2, pass, 1)
  others.forEach((device, pass) => take(device, 2, pass, 1))
  await first.push()
  const answers = await Promise.all(others.map((device) => device.push()))
  const words = answers.map((answer) => answer?.answers[0]?.outcome?.type).sort()
  expect(words).toEqual(['honoured', 'waiting', 'waiting', 'waiting'])
  expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(0)
})

test('[K38] sixteen tablets that push the same passes in every order, while heads are signed, each count once', async () => {
  await handOverAll()
  const devices: VirtualDevice[] = []
  for (let i = 0; i < 16; i++) devices.push(await server.enrol(i % 2 === 0 ? 'venue' : 'other'))
  devices.forEach((device, i) => {
    const order = i % 3 === 0 ? passes : [...passes].reverse()
    for (const pass of order) take(device, 1, pass)
  })
  const publisher = (async () => {
    for (let i = 0; i < 12; i++) {
      server.pass(1)
      await publish(server.installation, programmeNumber)
      await Promise.all(devices.slice(0, 4).map((device) => device.pull()))
    }
  })()
  await Promise.all([
    ...devices.flatMap((device) => [device.push(), device.sendEntries(device.acts)]),
    publisher,
  ])
  await server.publish()
  expect(await database.query('SELECT used FROM passes WHERE batch = 1')).toEqual(
    passes.map(() => ({ used: 10 })),
  )
  expect(
    await database.query('SELECT count(*) AS acts FROM entries WHERE kind = $1', ['redemption']),
  ).toEqual([{ acts: 64 }])
  expect(await database.query('SELECT 1 AS found FROM outcomes WHERE first_head IS NULL')).toEqual([])
  expect(await database.query('SELECT 1 AS found FROM pass_changes')).toEqual([])
  expect(await balanceOf(database, programmeNumber, 'outstanding/order-1')).toBe(500_000 - 40_000)
  expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(0)
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  expect(server.errors).toEqual([])
})
