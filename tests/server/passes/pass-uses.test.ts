import { afterAll, beforeEach, expect, test } from 'vitest'
import { HOUR } from '#domain/instant.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { passUsesResponse, type PassUsesRequest, type PassUsesResponse } from '#protocol/pass-uses.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let desk: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  desk = await server.enrol('desk')
  for (const pass of [0, 1]) {
    const code = server.codeOf(1, pass)
    desk.handOver(code, scanOf(code), { age: 'not-said', situations: [], language: 'not-said' })
  }
  await desk.push()
  await server.publish()
})
afterAll(() => database.close())

test('[N16] a desk reads when and for what a pass was used; never where, and nothing that was undone', async () => {
  const venue = await server.enrol('venue')
  const first = take(venue, 0)
  await venue.push()
  server.pass(HOUR)
  const other = await server.enrol('other')
  const second = take(other, 0, 'workshop')
  other.voidAct(take(other, 1), 'mistake')
  await other.push()
  const told = await ask(desk, { code: [1, 0, 0], proof: scanOf(server.codeOf(1, 0)) })
  expect(told).toMatchObject({
    type: 'uses',
    knownAt: server.now(),
    lines: [
      { entry: second, service: 'workshop', units: 2, standing: 'counts' },
      { entry: first, service: 'first-steps', units: 1, standing: 'counts' },
    ],
  })
  expect(JSON.stringify(told)).not.toMatch(/venue|other|Lieu/)
  expect(await ask(desk, { code: [1, 1, 0], proof: scanOf(server.codeOf(1, 1)) })).toMatchObject({
    lines: [],
  })
})

test('[N16] a number, or the desk’s own handover, opens the same; a line that is contested says so until it is decided', async () => {
  const venue = await server.enrol('venue')
  const line = take(venue, 0)
  await venue.push()
  desk.act('contest', { redemption: line, by: 'person', reason: 'not me' })
  await desk.push()
  const handover = desk.acts.find(({ kind }) => kind === 'handover')?.id ?? ''
  for (const proof of [{ typed: server.codeOf(1, 0).number }, { handover }]) {
    const told = await ask(desk, { code: null, proof })
    expect(told).toMatchObject({ lines: [{ entry: line, standing: 'contested' }] })
  }
  await venue.pull()
  expect(venue.outcomes.get(line)).toMatchObject({ type: 'held', reason: 'contested-by-person' })
})

test('[N17] without a proof of the pass nothing is told, and a revoked device is told nothing', async () => {
  const unknown = { type: 'refused', reason: 'unknown-pass' }
  const [one, other] = [server.codeOf(1, 0), server.codeOf(1, 1)]
  expect(await ask(desk, { code: [1, 0, 0], proof: scanOf(other) })).toEqual(unknown)
  expect(await ask(desk, { code: [1, 0, 0], proof: { typed: other.number } })).toEqual(unknown)
  const stranger = await server.enrol('desk')
  const handover = desk.acts[0]?.id ?? ''
  expect(await ask(stranger, { code: null, proof: { handover } })).toEqual(unknown)
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [stranger.device])
  const revoked = { type: 'refused', reason: 'revoked' }
  expect(await ask(stranger, { code: [1, 0, 0], proof: scanOf(one) })).toEqual(revoked)
  expect((await desk.ask('POST', '/api/pass-uses', Uint8Array.of(1))).status).toBe(400)
})

test('[N18] after twenty numbers that lead nowhere in an hour a device is answered later, and another is not', async () => {
  const wrong = { code: [1, 0, 0], proof: { typed: server.codeOf(1, 1).number } } as const
  for (let i = 0; i < 20; i++) expect(await ask(desk, wrong)).toMatchObject({ reason: 'unknown-pass' })
  const right = { code: null, proof: { typed: server.codeOf(1, 0).number } }
  expect(await ask(desk, right)).toEqual({ type: 'refused', reason: 'later' })
  expect(await ask(await server.enrol('desk'), right)).toMatchObject({ type: 'uses' })
  server.pass(HOUR)
  expect(await ask(desk, right)).toMatchObject({ type: 'uses' })
})

function take(device: VirtualDevice, pass: number, service = 'first-steps'): string {
  const code = server.codeOf(1, pass)
  return device.redeem(code, service, scanOf(code)).id ?? ''
}

async function ask(
  device: VirtualDevice,
  asked: {
    readonly code: readonly [number, number, number] | null
    readonly proof: PassUsesRequest['proof']
  },
): Promise<PassUsesResponse> {
  const code = asked.code && [...asked.code]
  const body = encodeMessage({ protocol: protocolVersion, code, proof: asked.proof })
  const answer = await device.ask('POST', '/api/pass-uses', body)
  const read = decodeMessage(passUsesResponse, new Uint8Array(await answer.arrayBuffer()))
  if (!read.ok) throw new Error(`pass-uses answered ${answer.status}`)
  return read.value
}
