import { afterAll, beforeEach, expect, test } from 'vitest'
import { headInterval } from '#domain/programme.ts'
import { encodeMessage } from '#protocol/message.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let venue: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  const desk = await server.enrol('desk')
  for (const pass of [0, 1, 2, 3]) {
    const code = server.codeOf(1, pass)
    expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  }
  await desk.push()
  await server.publish()
  venue = await server.enrol('venue')
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

function take(pass: number): string {
  const code = server.codeOf(1, pass)
  const { verdict, id = '' } = venue.redeem(code, 'first-steps', scanOf(code))
  expect(verdict.type).toBe('accepted')
  return id
}

/** The device holds the newest head; only its next pull tells the server. */
async function holdNewer(): Promise<number> {
  const before = venue.head()?.number ?? 0
  server.pass(headInterval.most)
  await server.publish()
  await venue.pull()
  const newer = venue.head()?.number ?? 0
  expect(newer).toBeGreaterThan(before)
  return newer
}

async function conformance(): Promise<readonly string[]> {
  await venue.push()
  const rows = await database.query<{ conformance: string }>(
    `SELECT conformance FROM entries WHERE device = $1 AND kind = 'redemption' ORDER BY sequence`,
    [venue.device],
  )
  return rows.map((row) => row.conformance)
}

async function told() {
  return database.query<{ after: number; head: number }>(
    'SELECT after_sequence AS after, head FROM acknowledged_heads WHERE device = $1 ORDER BY after_sequence',
    [venue.device],
  )
}

async function tell(head: number, chainEnd: number | undefined): Promise<void> {
  const request = {
    protocol: 2,
    app: 'virtual',
    head,
    unsent: 0,
    stored: [],
    ...(chainEnd !== undefined && { chainEnd }),
  }
  expect((await venue.ask('POST', '/api/pull', encodeMessage(request))).status).toBe(200)
}

test('[K126] an act that cites an older head than its device had said it held is not conformant', async () => {
  const older = venue.head()?.number ?? 0
  const newer = await holdNewer()
  await venue.pull()
  expect(await told()).toEqual([{ after: 0, head: newer }])
  take(0)
  rewriteLast(venue, { head: older })
  expect(await conformance()).toEqual(['not-conformant'])
})

test('[K127] an act appended before the newer head was stored is conformant although it arrives after the pull', async () => {
  take(0)
  take(1)
  const newer = await holdNewer()
  await venue.pull()
  take(2)
  expect(await told()).toEqual([{ after: 2, head: newer }])
  expect(await conformance()).toEqual(['conformant', 'conformant', 'conformant'])
})

test('[K127] each act is held to what its device had said by then, however late all of them arrive', async () => {
  const first = await holdNewer()
  await venue.pull()
  take(0)
  await holdNewer()
  await venue.pull()
  take(1)
  rewriteLast(venue, { head: first })
  expect(await conformance()).toEqual(['conformant', 'not-conformant'])
})

test('[K128] what was said behind the recorded end of the chain is dropped, but the last', async () => {
  for (let pass = 0; pass < 3; pass++) {
    take(pass)
    await venue.push()
    await holdNewer()
    await venue.pull()
  }
  expect(await told()).toEqual([{ after: 3, head: venue.head()?.number }])
})

test('[K129] a head that this server never signed binds nobody, nor does an app that says no end of its chain', async () => {
  const held = await holdNewer()
  const before = await told()
  await tell(999, 0)
  await tell(2 ** 40, 0)
  await tell(held, 2 ** 40)
  await tell(held, undefined)
  expect(await told()).toEqual(before)
  take(0)
  expect(await conformance()).toEqual(['conformant'])
})

test('[C11] a yes under a head that a restore forgot is covered while a unit is free, and for a person otherwise', async () => {
  const ids = [take(0), take(1)]
  await database.query('DELETE FROM heads WHERE number = $1', [venue.head()?.number])
  await database.query('UPDATE passes SET acts = acts')
  expect(await conformance()).toEqual(['at-own-risk', 'at-own-risk'])
  expect(ids.map((id) => venue.outcomes.get(id)?.type)).toEqual(['covered', 'covered'])
})
