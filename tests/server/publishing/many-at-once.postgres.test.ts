import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, expect, test } from 'vitest'
import { lookUpPass } from '#protocol/pass-list.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { openStore } from '#client/store/database.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import type { World } from '#client/sync/world.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { publish } from '#server/publishing/publish.ts'
import { valueOf } from '#tests/support/builders.ts'
import {
  programmeFile,
  programmeNumber,
  scanOf,
  startTestServer,
  type TestServer,
} from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
const batches = [1, 2, 3, 4]
const passes = [0, 1, 2, 3]
const writers = 16
const actsEach = 20

test('[K52] [K364] sixteen tablets push, heads are signed and tablets fetch deltas, all at once: each change is seen once, and lists are the ledger', async () => {
  const server = await startTestServer(database, { batches: fourBatchesOfCards(), contingencyUnits: 1000 })
  await handOverAll(server)
  const devices: VirtualDevice[] = []
  for (let i = 0; i < writers; i++) devices.push(await server.enrol(i % 2 === 0 ? 'venue' : 'other'))
  devices.forEach((device, i) => actOften(server, device, i))
  const readers = await Promise.all([1, 2, 3].map(() => enrolReader(server)))
  const before = await deadlocksSoFar()

  let writing = true
  const written = Promise.all(
    devices.map(async (device) => {
      await device.push()
      await device.pull()
    }),
  ).finally(() => (writing = false))
  const publishing = (async () => {
    while (writing) {
      server.pass(1)
      const published = await publish(server.installation, programmeNumber)
      if (published) await Promise.all(readers.map(async (reader) => reader.pull()))
      // The publisher has a pace; without one it would take the processor from those whom it publishes.
      else await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  await Promise.all([written, publishing])
  await server.publish()
  for (const reader of readers) await reader.pull()

  expect(server.errors).toEqual([])
  // The store tries again what PostgreSQL broke off, so nobody would have heard of one.
  expect((await deadlocksSoFar()) - before).toBe(0)
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  expect(await database.query('SELECT count(*) AS acts FROM entries WHERE kind <> $1', ['handover'])).toEqual(
    [{ acts: writers * actsEach }],
  )
  expect(await database.query('SELECT 1 AS found FROM pass_changes')).toEqual([])
  for (const { seen, asked } of readers) {
    const heads = [...seen.keys()]
    expect(heads).toEqual(heads.toSorted((a, b) => a - b))
    for (const [head, used] of seen) expect({ head, used }).toEqual({ head, used: await usedByLedger(head) })
    const deltas = await database.query<{ name: string }>(
      'SELECT delta AS name FROM list_versions WHERE delta IS NOT NULL',
    )
    expect(seen.size).toBeGreaterThan(1)
    expect(deltas.some(({ name }) => asked.has(`/files/${programmeNumber}/${name}`))).toBe(true)
  }
}, 120_000)

test('[K364] two transactions that lock two rows each in the other order both end, and PostgreSQL counted their deadlock', async () => {
  await emptyDatabase(database)
  const server = await startTestServer(database)
  const before = await deadlocksSoFar()
  const devices = [await server.enrol('venue'), await server.enrol('other')].map(({ device }) => device)
  const bothHoldOne = meetingOf(2)
  const lock = 'SELECT device FROM devices WHERE device = $1 FOR UPDATE'
  const lockAll = async (order: readonly string[]) => {
    let tries = 0
    await database.transaction(async (queries) => {
      tries += 1
      for (const device of order) {
        await queries.query(lock, [device])
        if (tries === 1) await bothHoldOne()
      }
    })
    return tries
  }
  const tries = await Promise.all([lockAll(devices), lockAll(devices.toReversed())])
  expect(tries.toSorted()).toEqual([1, 2])
  expect((await deadlocksSoFar()) - before).toBe(1)
})

/**
 * Those that PostgreSQL broke off in this database since it was made. A connection writes what it counted down when it
 * next rests, but at most once a second: each is told to do so now.
 */
async function deadlocksSoFar(): Promise<number> {
  const allAreBusy = meetingOf(connections)
  await Promise.all(
    Array.from({ length: connections }, () =>
      database.transaction(async (queries) => {
        await queries.query('SELECT pg_stat_force_next_flush()')
        await allAreBusy()
      }),
    ),
  )
  const [row] = await database.query<{ deadlocks: number; connected: number }>(
    `SELECT deadlocks, (SELECT count(*) FROM pg_stat_activity a
                        WHERE a.datid = d.datid AND a.backend_type = 'client backend') AS connected
     FROM pg_stat_database d WHERE datname = current_database()`,
  )
  expect(row?.connected).toBe(connections)
  return row?.deadlocks ?? NaN
}

/** As many as the pool has. */
const connections = 10

/** Nobody goes on before so many have come. */
function meetingOf(size: number): () => Promise<void> {
  let open: () => void = () => {}
  const all = new Promise<void>((resolve) => (open = resolve))
  let come = 0
  return async () => {
    come += 1
    if (come === size) open()
    await all
  }
}

function fourBatchesOfCards() {
  const [cards] = programmeFile().batches
  if (!cards) throw new Error('no batch')
  return batches.map((number) => ({ ...cards, number, order: `order-${number}`, units: 12 }))
}

async function handOverAll(server: TestServer): Promise<void> {
  const desk = await server.enrol('desk')
  for (const batch of batches) {
    for (const pass of passes)
      desk.handOver(server.codeOf(batch, pass), scanOf(server.codeOf(batch, pass)), said)
  }
  await desk.push()
  await server.publish()
}

/** Each tablet begins at another pass and takes them in its own direction; its last act undoes its first. */
function actOften(server: TestServer, device: VirtualDevice, i: number): void {
  const codes = batches.flatMap((batch) => passes.map((pass) => server.codeOf(batch, pass)))
  const order = i % 3 === 0 ? codes : codes.toReversed()
  let first: string | undefined
  for (let act = 0; act < actsEach - 1; act++) {
    const code = order[(act + i) % order.length]
    if (!code) throw new Error('no code')
    const { id } = device.redeem(code, 'first-steps', scanOf(code))
    first ??= id
  }
  device.voidAct(first ?? '', 'mistake')
}

/** The real client over the real routes, with what it held of the passes at each head. */
async function enrolReader(server: TestServer) {
  const seen = new Map<number, Readonly<Record<string, number>>>()
  const asked = new Set<string>()
  const store = await openStore({ indexedDB: new IDBFactory(), IDBKeyRange })
  const world: World = {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      asked.add(url.pathname)
      return server.ask(`${url.pathname}${url.search}`, init)
    },
    now: server.now,
    random: () => 0.5,
    later: () => () => undefined,
    signalAfter: (milliseconds) => AbortSignal.timeout(milliseconds),
    alone: async (_name, run) => run(),
    onOnline: () => () => undefined,
    onVisibility: () => () => undefined,
    isHidden: () => false,
    askToPersist: async () => true,
    address: server.installation.address,
    app: 'test',
  }
  const wanted = { programme: programmeNumber, structure: 'venue', role: 'desk' } as const
  const { link: text } = await issueLink(server.installation, wanted, 'shown')
  const { enrolment } = valueOf(await enrolDevice(store, text, 'Reader', world))
  const link = createLink(store, enrolment, world)
  return {
    seen,
    asked,
    async pull(): Promise<void> {
      valueOf(await pullKnowledge(link))
      const held = await loadKnowledge(store, link.device)
      if (!held || seen.has(held.head.number)) return
      const used = [...held.listByBatch].flatMap(([batch, list]) =>
        passes.map((pass) => [`${batch}/${pass}`, lookUpPass(list, pass)?.used ?? -1] as const),
      )
      seen.set(held.head.number, Object.fromEntries(used))
    },
  }
}

/** What the outcomes that a head contains hold of each pass: a conformant claim holds what it is covered for. */
async function usedByLedger(head: number): Promise<Readonly<Record<string, number>>> {
  const rows = await database.query<{ pass: string; used: number }>(
    `SELECT e.batch || '/' || e.pass AS pass, sum(coalesce(o.covered_units, 0)) AS used
     FROM entries e
     LEFT JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
       AND o.first_head <= $1 ORDER BY number DESC LIMIT 1) o ON true
     GROUP BY e.batch, e.pass ORDER BY e.batch, e.pass`,
    [head],
  )
  return Object.fromEntries(rows.map(({ pass, used }) => [pass, used]))
}
