import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let rows = 0

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(counted(database))
})
afterAll(() => database.close())

/** Counts the rows that the server asks for. */
function counted(real: Database): Database {
  const query: Database['query'] = async (sql, parameters) => {
    const answered = await real.query<never>(sql, parameters)
    rows += answered.length
    return answered
  }
  return {
    ...real,
    query,
    transaction: (work, options) =>
      real.transaction(
        (queries) =>
          work({
            async query(sql, parameters) {
              const answered = await queries.query<never>(sql, parameters)
              rows += answered.length
              return answered
            },
          }),
        options,
      ),
  }
}

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function handOver(batch: number, pass: number): Promise<void> {
  const desk = await server.enrol('desk')
  const code = server.codeOf(batch, pass)
  expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  await desk.push()
  await server.publish()
}

/** Takes a cheque or a unit of pass 0, sends it, and says what the server made of it. */
async function take(device: VirtualDevice, batch: number, cheque = 0) {
  const code = server.codeOf(batch, 0, cheque)
  const { verdict, id } = device.redeem(code, 'first-steps', scanOf(code))
  expect(verdict.type).toBe('accepted')
  const outcome = (await device.push())?.answers.at(-1)?.outcome
  return { id: id ?? '', type: outcome?.type }
}

async function post(path: string, body: object): Promise<void> {
  const manager = await server.enrol('desk', 'manager')
  const answer = await manager.ask('POST', `/api/manage/${path}`, utf8(JSON.stringify(body)))
  expect(answer.status).toBe(200)
  expect(await answer.json()).not.toMatchObject({ type: 'refused' })
}

async function conformances(device: VirtualDevice) {
  const found = await database.query<{ conformance: string }>(
    "SELECT conformance FROM entries WHERE device = $1 AND kind = 'redemption' ORDER BY sequence",
    [device.device],
  )
  return found.map(({ conformance }) => conformance)
}

describe('[K202] a cheque that a person gave back is taken again where it was taken, and paid', () => {
  const why = 'as told on the telephone'
  const contest = (id: string) => post(`acts/${id}/contest`, { by: 'person', why })
  const decide = (id: string, kind: string, decision: string) =>
    post(`cases/${id}/decide`, { kind, decision, why })
  const ways: readonly (readonly [string, (id: string) => Promise<void>])[] = [
    ['voided by the manager', (id) => post(`acts/${id}/void`, { why })],
    ['contested with success', (id) => contest(id).then(() => decide(id, 'contested', 'uphold'))],
  ]

  test.each(ways)('when its line was %s', async (_, giveBack) => {
    await handOver(2, 0)
    const venue = await server.enrol('venue')
    const { id, type } = await take(venue, 2, 4)
    expect(type).toBe('covered')
    await server.publish()
    await venue.pull()
    await giveBack(id)
    const tooEarly = venue.redeem(server.codeOf(2, 0, 4), 'first-steps', scanOf(server.codeOf(2, 0, 4)))
    expect(tooEarly.verdict.type).toBe('refused:cheque-used')
    await server.publish()
    await venue.pull()
    expect((await take(venue, 2, 4)).type).toBe('covered')
    expect(await conformances(venue)).toEqual(['conformant', 'conformant'])
  })

  test('and not before its tablet holds the list that gives it back', async () => {
    await handOver(2, 0)
    const venue = await server.enrol('venue')
    const { id } = await take(venue, 2, 4)
    await server.publish()
    await venue.pull()
    const code = server.codeOf(2, 0, 4)
    venue.redeem(server.codeOf(2, 0, 5), 'first-steps', scanOf(server.codeOf(2, 0, 5)))
    const body = { code: [2, 0, 4], service: 'first-steps', units: 1, proof: scanOf(code) }
    rewriteLast(venue, { kind: 'redemption', body, verdict: 'accepted' })
    await post(`acts/${id}/void`, { why })
    await server.publish()
    await venue.push()
    expect(await conformances(venue)).toEqual(['conformant', 'not-conformant'])
  })
})

test('[K207] what is asked to judge an act does not grow with the life of its device', async () => {
  await handOver(1, 0)
  const venue = await server.enrol('venue')
  const asked = async () => {
    server.pass(20 * MINUTE)
    await server.publish()
    await venue.pull()
    const before = rows
    const { type } = await take(venue, 1)
    expect(type).toBe('covered')
    return rows - before
  }
  const young = await asked()
  const lived = 2000
  await addLife(venue, lived)
  expect((await asked()) - young).toBeLessThan(10)
  expect(await conformances(venue)).toContain('conformant')
}, 120_000)

/** As if the device had taken so many units of another pass before its first act, all recorded and listed. */
async function addLife(device: VirtualDevice, acts: number): Promise<void> {
  await database.query(
    `INSERT INTO entries (programme, entry, device, sequence, hash, bytes, structure, kind, batch, pass, pass_order,
       cheque, units, service, target, head, verdict, proof, conformance, claimed_at, recorded_at, held, head_forgotten)
     SELECT e.programme, e.entry || '/' || n, e.device, -n, decode(md5(n::text), 'hex'), '', e.structure, e.kind, 1, 40,
       n, 0, 1, e.service, NULL, e.head, e.verdict, e.proof, e.conformance, e.claimed_at, e.recorded_at, '', false
     FROM entries e, generate_series(1, $2::integer) n WHERE e.device = $1`,
    [device.device, acts],
  )
  await database.query(
    `INSERT INTO outcomes (programme, entry, number, type, covered_units, honoured_units, held_units, reason, words,
       decided_at, first_head)
     SELECT programme, entry, 1, 'covered', 1, 0, 1, '', '', recorded_at, 1 FROM entries e
     WHERE e.device = $1 AND e.sequence < 0`,
    [device.device],
  )
}
