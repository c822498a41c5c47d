import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { exportAnswer, importExportKey, makeExportKey, type ExportAnswer } from '#protocol/export-file.ts'
import { exportPrivateKey } from '#protocol/keys.ts'
import { decodeMessage } from '#protocol/message.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { exportOf } from '#tests/support/export-of.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { handOutThree } from '#tests/support/handed-out.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let venue: VirtualDevice
let bringer: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  await handOutThree(server)
  venue = await server.enrol('venue')
  bringer = await server.enrol('other')
})
afterAll(() => database.close())

async function bring(file: Uint8Array<ArrayBuffer>, by = bringer): Promise<ExportAnswer> {
  const response = await by.ask('POST', '/api/exports', file)
  const answer = decodeMessage(exportAnswer, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok) throw new Error(`malformed, ${response.status}`)
  return answer.value
}

function redeem(pass: number): string | undefined {
  const code = server.codeOf(1, pass)
  return venue.redeem(code, 'first-steps', scanOf(code)).id
}

async function lines(): Promise<number> {
  return (await database.query("SELECT entry FROM entries WHERE kind = 'redemption'")).length
}

test('[K80] acts in a file that another tablet brings are recorded once, and their own tablet learns what became of them', async () => {
  const ids = [redeem(0), redeem(1)]
  const file = await exportOf(venue)
  expect(await bring(file)).toEqual({
    type: 'taken',
    device: venue.device,
    exportedAt: server.now(),
    answers: { recorded: 2, known: 0, held: 0, unreadable: 0 },
  })
  expect(await bring(file)).toMatchObject({ answers: { recorded: 0, known: 2, held: 0, unreadable: 0 } })
  expect(await lines()).toBe(2)

  await server.publish()
  await venue.pull()
  expect(ids.map((id) => venue.outcomes.get(id ?? '')?.type)).toEqual(['covered', 'covered'])
  const pushed = await venue.push()
  expect(pushed?.answers.map(({ answer }) => answer)).toEqual(['known', 'known'])
  expect(await lines()).toBe(2)
})

test('[K80] a file that comes after a part of it was pushed brings the rest', async () => {
  redeem(0)
  await venue.push()
  redeem(1)
  expect(await bring(await exportOf(venue))).toMatchObject({ answers: { recorded: 1, known: 1 } })
})

test('[K80] a long file is recorded in parts', async () => {
  for (let i = 0; i < 105; i++) venue.voidAct('01890000-0000-7000-8000-0000000000e1', 'mistake')
  expect(await bring(await exportOf(venue))).toMatchObject({ answers: { recorded: 105, held: 0 } })
})

test('[K80] a manager may bring a file, and its arrival is in the audit trail', async () => {
  const manager = await server.enrol('desk', 'manager')
  redeem(0)
  expect(await bring(await exportOf(venue), manager)).toMatchObject({ type: 'taken' })
  const trail = await database.query('SELECT act, subject, device, after_text FROM audit_trail')
  expect(trail).toContainEqual({
    act: 'bring-export',
    subject: `device/${venue.device}`,
    device: manager.device,
    after_text: '1 recorded',
  })
})

test('[K81] a file that is none, of another installation, damaged or newer is refused by its own word', async () => {
  redeem(0)
  const file = await exportOf(venue)
  const refused = (reason: string) => ({ type: 'refused', reason })
  expect(await bring(new TextEncoder().encode('a holiday picture'))).toEqual(refused('not-an-export'))
  expect(await bring(new Uint8Array(0))).toEqual(refused('not-an-export'))
  const { privateKey } = await makeExportKey()
  const other = await importExportKey(await exportPrivateKey(privateKey))
  expect(await bring(await exportOf(venue, undefined, other.publicKey))).toEqual(
    refused('other-installation'),
  )
  const sealed = file.indexOf('.'.charCodeAt(0)) + 30
  for (const at of [sealed, sealed + 200, file.length - 10]) {
    const changed = file.map((byte, i) => (i === at ? (byte === 65 ? 66 : 65) : byte))
    expect(await bring(changed)).toEqual(refused('damaged'))
  }
  expect(await bring(file.slice(0, -40))).toEqual(refused('damaged'))
  const newer = await exportOf(venue, (made) => Object.assign({ ...made }, { version: 2 }))
  expect(await bring(newer)).toEqual(refused('newer-version'))
  expect(await lines()).toBe(0)
})

test('[K82] only what its own device signed is taken', async () => {
  redeem(0)
  redeem(1)
  const refused = { type: 'refused', reason: 'not-signed' }
  const otherDevice = await exportOf(venue, (file) => ({ ...file, device: bringer.device }))
  expect(await bring(otherDevice)).toEqual(refused)
  expect(await bring(await exportOf(venue, (file) => ({ ...file, entries: [] })))).toEqual(refused)
  const shortened = await exportOf(venue, (file) => ({ ...file, entries: file.entries.slice(0, 1) }))
  expect(await bring(shortened)).toEqual(refused)
  const code = server.codeOf(1, 2)
  bringer.redeem(code, 'first-steps', scanOf(code))
  const foreign = bringer.acts.map(({ bytes, personal }) => ({ bytes, personal }))
  const smuggled = await exportOf(venue, (file) => ({
    ...file,
    entries: [...foreign, ...file.entries.slice(1)],
  }))
  expect(await bring(smuggled)).toEqual(refused)
  const unknown = await exportOf(venue, (file) => ({
    ...file,
    device: '01890000-0000-7000-8000-0000000000d1',
  }))
  expect(await bring(unknown)).toEqual({ type: 'refused', reason: 'unknown-device' })
  expect(await lines()).toBe(0)
})

test('[K82] the acts of a revoked tablet come as if it had sent them: kept, and held', async () => {
  redeem(0)
  const file = await exportOf(venue)
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
  expect(await bring(file)).toMatchObject({ answers: { recorded: 0, held: 1 } })
})

test('[K82] a stranger brings nothing, and a file beyond all use is not read', async () => {
  redeem(0)
  const body = await exportOf(venue)
  expect((await server.ask('/api/exports', { method: 'POST', body })).status).toBe(401)
  const huge = await bringer.ask('POST', '/api/exports', new Uint8Array(5 * 1024 * 1024))
  expect(huge.status).toBe(413)
})

test('[K83] a personal part that has expired when its file arrives is not kept', async () => {
  const desk = await server.enrol('desk')
  const code = server.codeOf(2, 1)
  desk.handOver(code, scanOf(code), { age: '65-79', situations: [], language: 'fr' })
  const parts = async () => (await database.query('SELECT entry FROM personal_parts')).length
  const before = await parts()
  const file = await exportOf(desk)
  server.pass(401 * DAY)
  expect(await bring(file)).toMatchObject({ answers: { recorded: 1 } })
  expect(await parts()).toBe(before)
})

test('[K84] the key of the installation is in each enrolment and, for earlier devices, in the signed records', async () => {
  const published = venue.records()?.keys.filter(({ usage }) => usage === 'export')
  expect(published?.map(({ publicKey }) => publicKey)).toEqual([venue.exportKey])
  expect(bringer.exportKey).toEqual(venue.exportKey)
})
