import { afterAll, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { exportAnswer, type ExportAnswer } from '#protocol/export-file.ts'
import { incarnationResponse, proveIncarnation } from '#protocol/incarnation.ts'
import { exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { readmissionResponse } from '#protocol/readmission.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { isLocked, readEpoch } from '#server/publishing/epoch.ts'
import { exportOf } from '#tests/support/export-of.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let desk: VirtualDevice
/** Enrolled after the backup to which the server is put back. */
let late: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  desk = await server.enrol('desk')
  const code = server.codeOf(1, 0)
  desk.handOver(code, scanOf(code), { age: 'not-said', situations: ['not-said'], language: 'not-said' })
  await desk.push()
  await server.publish()
  const backup = await copyRows(database)
  server.pass(MINUTE)
  late = await server.enrol('venue')
  expect(late.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
  await putRowsBack(database, backup)
})
afterAll(() => database.close())

async function readmit(device: VirtualDevice, ticket: Bytes | undefined) {
  const body = encodeMessage({ protocol: protocolVersion, ticket: ticket ?? new Uint8Array(0), app: 'test' })
  const response = await device.ask('POST', '/api/readmissions', body)
  if (response.status !== 200) return response.status
  const answer = decodeMessage(readmissionResponse, new Uint8Array(await response.arrayBuffer()))
  return answer.ok ? answer.value : answer
}

async function bring(file: Uint8Array<ArrayBuffer>): Promise<ExportAnswer> {
  const response = await desk.ask('POST', '/api/exports', file)
  const answer = decodeMessage(exportAnswer, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok) throw new Error(`malformed, ${response.status}`)
  return answer.value
}

function outcomesOf(device: VirtualDevice) {
  return database.query(
    'SELECT o.type FROM entries e JOIN outcomes o ON o.entry = e.entry WHERE e.device = $1 ORDER BY o.number',
    [device.device],
  )
}

function rowsOf(device: VirtualDevice) {
  return database.query(
    `SELECT programme, structure, role, name, public_key, enrolled_at, previous, revoked_at FROM devices
     WHERE device = $1`,
    [device.device],
  )
}

test('[K151] a device that a restored server does not know is let in by its ticket, as it was, and what it did is paid', async () => {
  expect((await late.ask('POST', '/api/pull')).status).toBe(403)
  expect(await readmit(late, late.ticket)).toEqual({ type: 'admitted', serverTime: server.now() })
  expect(await rowsOf(late)).toEqual([
    {
      programme: programmeNumber,
      structure: 'venue',
      role: 'desk',
      name: 'tablet of venue',
      public_key: new Uint8Array(await exportPublicKey(late.keys.publicKey)),
      enrolled_at: server.now(),
      previous: null,
      revoked_at: null,
    },
  ])
  await late.pull()
  await late.push()
  expect(await outcomesOf(late)).toEqual([{ type: 'covered' }])
})

test('[K151] a ticket shows a loss: a new epoch is drawn once, the money is locked, and the trail says it', async () => {
  const before = await readEpoch(server.installation)
  expect(await readmit(late, late.ticket)).toMatchObject({ type: 'admitted' })
  const drawn = await readEpoch(server.installation)
  expect(drawn).not.toBe(before)
  expect(await isLocked(database)).toBe(true)
  expect(await readmit(late, late.ticket)).toMatchObject({ type: 'admitted' })
  expect(await readEpoch(server.installation)).toBe(drawn)
  expect(await database.query("SELECT subject FROM audit_trail WHERE act = 'readmit-device'")).toEqual([
    { subject: `device/${late.device}` },
  ])
})

test('[K151] a ticket lets in nobody but its own device, and changes nothing for one that is known', async () => {
  const other = await server.enrol('other')
  expect(await readmit(late, other.ticket)).toBe(403)
  expect(await readmit(late, undefined)).toBe(403)
  const changed = late.ticket && new Uint8Array(late.ticket)
  if (changed) changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(await readmit(late, changed)).toBe(403)
  expect(await rowsOf(late)).toEqual([])
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [other.device])
  expect(await readmit(other, other.ticket)).toMatchObject({ type: 'admitted' })
  expect(await rowsOf(other)).toMatchObject([{ revoked_at: 1 }])
})

test('[K151] a manager’s browser gets no ticket', async () => {
  expect(late.ticket).toBeInstanceOf(Uint8Array)
  expect((await server.enrol('desk', 'manager')).ticket).toBeUndefined()
})

test('[K152] while the place is lost too the device waits, and comes back with it', async () => {
  const [place] = await database.query<{ record: string }>(
    "DELETE FROM structures WHERE structure = 'venue' RETURNING record",
  )
  expect(await readmit(late, late.ticket)).toEqual({ type: 'refused', reason: 'unknown-place' })
  expect(await rowsOf(late)).toEqual([])
  await database.query('INSERT INTO structures VALUES ($1, $2)', ['venue', place?.record])
  expect(await readmit(late, late.ticket)).toMatchObject({ type: 'admitted' })
})

test('[K153] a file of acts brings its device back with it', async () => {
  expect(await bring(await exportOf(late, ({ ticket: _, ...file }) => file))).toEqual({
    type: 'refused',
    reason: 'unknown-device',
  })
  expect(await bring(await exportOf(late))).toMatchObject({ type: 'taken', answers: { recorded: 1 } })
  expect(await outcomesOf(late)).toEqual([{ type: 'covered' }])
})

test('[K153] a ticket in a file of another device lets nobody in', async () => {
  const other = await server.enrol('other')
  const file = await exportOf(late, (made) => ({ ...made, ticket: other.ticket }))
  expect(await bring(file)).toEqual({ type: 'refused', reason: 'unknown-device' })
  expect(await rowsOf(late)).toEqual([])
})

test('[K154] a device that continues another has a ticket of its own, which names the other', async () => {
  const other = await server.enrol('other')
  const keys = await makeSigningKey({ extractable: false })
  const publicKey = await exportPublicKey(keys.publicKey)
  const proof = await proveIncarnation(other.device, keyIdOf(publicKey), keys.privateKey)
  const body = encodeMessage({ protocol: protocolVersion, publicKey, proof, app: 'test' })
  const response = await other.ask('POST', '/api/incarnations', body)
  const answer = decodeMessage(incarnationResponse, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok || answer.value.type !== 'continued') throw new Error('refused')
  const next = { ...other, device: answer.value.device, keys }
  expect(await rowsOf(next)).toMatchObject([{ previous: other.device }])
  expect(answer.value.ticket).toBeInstanceOf(Uint8Array)
  expect(answer.value.ticket).not.toEqual(other.ticket)
})
