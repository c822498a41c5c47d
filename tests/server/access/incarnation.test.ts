import { afterAll, beforeEach, expect, test } from 'vitest'
import { exportAnswer } from '#protocol/export-file.ts'
import { incarnationResponse, proveIncarnation, type IncarnationResponse } from '#protocol/incarnation.ts'
import { exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import type { ManagedDevices } from '#protocol/manage/devices.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { exportOf } from '#tests/support/export-of.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let venue: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  venue = await server.enrol('venue')
})
afterAll(() => database.close())

async function continueAs(keys: CryptoKeyPair, proven = venue.device): Promise<IncarnationResponse> {
  const publicKey = await exportPublicKey(keys.publicKey)
  const proof = await proveIncarnation(proven, keyIdOf(publicKey), keys.privateKey)
  const body = encodeMessage({ protocol: protocolVersion, publicKey, proof, app: 'test' })
  const response = await venue.ask('POST', '/api/incarnations', body)
  const answer = decodeMessage(incarnationResponse, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok) throw new Error(`malformed, ${response.status}`)
  return answer.value
}

function newKeys(): Promise<CryptoKeyPair> {
  return makeSigningKey({ extractable: false })
}

async function managed(manager: VirtualDevice) {
  const { devices } = (await (await manager.ask('GET', '/api/manage/devices')).json()) as ManagedDevices
  return new Map(devices.map((device) => [device.device, device]))
}

test('[K85] each copy of a tablet goes on as a device of its own, for the same place', async () => {
  const [first, second] = [await continueAs(await newKeys()), await continueAs(await newKeys())]
  if (first.type !== 'continued' || second.type !== 'continued') throw new Error('refused')
  expect(new Set([venue.device, first.device, second.device]).size).toBe(3)
  const rows = await database.query(
    'SELECT structure, role, programme, previous, last_sequence FROM devices WHERE device = ANY($1::text[])',
    [[first.device, second.device]],
  )
  const copy = { structure: 'venue', role: 'desk', programme: 7, previous: venue.device, last_sequence: 0 }
  expect(rows).toEqual([copy, copy])
})

test('[K85] asked again with the same key, as after a lost answer, it is the same device', async () => {
  const keys = await newKeys()
  const answers = [await continueAs(keys), await continueAs(keys)]
  expect(answers[0]).toEqual(answers[1])
})

test('[K86] a key that is not proven, a revoked or retired device, and a ninth copy get none', async () => {
  const refused = (reason: string) => ({ type: 'refused', reason })
  expect(await continueAs(await newKeys(), '01890000-0000-7000-8000-0000000000d1')).toEqual(
    refused('bad-proof'),
  )
  for (let copy = 1; copy <= 8; copy++)
    expect(await continueAs(await newKeys())).toMatchObject({ type: 'continued' })
  expect(await continueAs(await newKeys())).toEqual(refused('too-many'))
  await venue.ask('POST', '/api/retirement')
  expect(await continueAs(await newKeys())).toEqual(refused('retired'))
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
  expect(await continueAs(await newKeys())).toEqual(refused('revoked'))
})

test('[K87] a device shows which one it continues, and revoking one revokes its whole line', async () => {
  const manager = await server.enrol('desk', 'manager')
  const [first, second] = [await continueAs(await newKeys()), await continueAs(await newKeys())]
  if (first.type !== 'continued' || second.type !== 'continued') throw new Error('refused')
  const before = await managed(manager)
  expect(before.get(first.device)?.continues).toMatchObject({ device: venue.device })
  expect(before.get(venue.device)?.continues).toBeNull()

  const why = new TextEncoder().encode(JSON.stringify({ why: 'lost' }))
  await manager.ask('POST', `/api/manage/devices/${first.device}/revoke`, why)
  const after = await managed(manager)
  expect(after.get(first.device)?.revokedAt).not.toBeNull()
  expect(after.get(venue.device)?.revokedAt).not.toBeNull()
  expect(after.get(second.device)?.revokedAt).toBeNull()
  await manager.ask('POST', `/api/manage/devices/${venue.device}/revoke`, why)
  expect((await managed(manager)).get(manager.device)?.revokedAt).toBeNull()
})

test('[K88] a device taken out of service shows as retired, and a file that it made before is still taken', async () => {
  const desk = await server.enrol('desk')
  const manager = await server.enrol('desk', 'manager')
  const code = server.codeOf(1, 0)
  desk.handOver(code, scanOf(code), { age: '65-79', situations: [], language: 'fr' })
  const file = await exportOf(desk)
  expect((await desk.ask('POST', '/api/retirement')).status).toBe(200)
  expect((await managed(manager)).get(desk.device)).toMatchObject({
    retiredAt: server.now(),
    revokedAt: null,
  })
  const response = await manager.ask('POST', '/api/exports', file)
  const answer = decodeMessage(exportAnswer, new Uint8Array(await response.arrayBuffer()))
  expect(answer.ok && answer.value).toMatchObject({ answers: { recorded: 1 } })
})
