import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import { encodeMessage } from '#protocol/message.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { isLocked, readInstallation } from '#server/publishing/epoch.ts'
import { newestHead, publish } from '#server/publishing/publish.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let desk: VirtualDevice
let venue: VirtualDevice
let other: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  desk = await server.enrol('desk')
  venue = await server.enrol('venue')
  other = await server.enrol('other')
  for (const pass of [0, 1, 2]) desk.handOver(server.codeOf(1, pass), scanOf(server.codeOf(1, pass)), said)
  await desk.push()
  await server.publish()
  for (const device of [desk, venue, other]) await device.pull()
})
afterAll(() => database.close())

const said = { age: 'not-said', situations: ['not-said'], language: 'not-said' } as const

async function take(device: VirtualDevice, pass: number): Promise<void> {
  server.pass(MINUTE)
  const code = server.codeOf(1, pass)
  expect(device.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
  await device.push()
}

function epochs() {
  return database.query('SELECT epoch, seen_by FROM epochs ORDER BY drawn_at, epoch')
}

function state() {
  return readInstallation(server.installation)
}

describe('[K95] a server that is shown an acknowledgement of what it does not have', () => {
  test('draws a new epoch, locks the money and numbers its heads above all that were given out', async () => {
    const before = await state()
    const backup = await copyRows(database)
    await take(venue, 0)
    server.pass(HOUR)
    await server.publish()
    const given = (await newestHead(database, programmeNumber))?.number ?? 0
    await putRowsBack(database, backup)
    expect(await isLocked(database)).toBe(false)

    await venue.pull()
    const after = await state()
    expect(after.epoch).not.toBe(before.epoch)
    expect(await isLocked(database)).toBe(true)
    expect((await server.ask(`/heads/${programmeNumber}`)).status).toBe(404)
    await server.publish()
    expect((await newestHead(database, programmeNumber))?.number).toBeGreaterThan(given)
    expect(after.firstHead).toBeGreaterThan(given)
    expect((await server.ask(`/heads/${programmeNumber}`)).status).toBe(200)
    await venue.push()
    expect(await database.query('SELECT device FROM entries WHERE device = $1', [venue.device])).toHaveLength(
      1,
    )
  })

  test('draws once for a loss, however many devices show it', async () => {
    const backup = await copyRows(database)
    await take(venue, 0)
    await take(other, 1)
    await putRowsBack(database, backup)
    await Promise.all([venue.pull(), other.pull()])
    await desk.pull()
    expect(await epochs()).toHaveLength(2)
  })

  test('draws again for a later loss', async () => {
    const backup = await copyRows(database)
    await take(venue, 0)
    await putRowsBack(database, backup)
    await venue.pull()
    await venue.push()
    const second = await copyRows(database)
    await take(venue, 1)
    await putRowsBack(database, second)
    server.pass(MINUTE)
    await venue.pull()
    expect(await epochs()).toHaveLength(3)
  })

  test('takes an epoch that it lost for the same loss, in whatever order it is shown', async () => {
    const backup = await copyRows(database)
    await take(venue, 0)
    await take(other, 1)
    await putRowsBack(database, backup)
    await venue.pull()
    await venue.push()
    // Restored again from the first backup: the epoch that was drawn meanwhile is lost with the rest.
    await putRowsBack(database, backup)
    server.pass(MINUTE)
    await other.pull()
    await venue.pull()
    expect(await epochs()).toHaveLength(2)
    await venue.push()
    await other.push()

    await putRowsBack(database, backup)
    server.pass(MINUTE)
    await venue.pull()
    await other.pull()
    expect(await epochs()).toHaveLength(2)
  })

  test('believes no acknowledgement but its own', async () => {
    await take(venue, 0)
    const shown = { epoch: (await state()).epoch, sequence: 9, hash: new Uint8Array(32).fill(1) }
    for (const mac of [new Uint8Array(32), new Uint8Array(3)]) {
      const request = {
        protocol: 2,
        app: 'x',
        head: 1,
        unsent: 0,
        stored: [],
        acknowledged: { ...shown, mac },
      }
      expect((await venue.ask('POST', '/api/pull', encodeMessage(request))).status).toBe(200)
    }
    expect(await epochs()).toHaveLength(1)
    expect(await isLocked(database)).toBe(false)
  })

  test('is not taken in by an acknowledgement that was given under another epoch', async () => {
    const answer = await venue.push()
    expect(answer).toBeUndefined()
    const backup = await copyRows(database)
    await take(venue, 0)
    const given = venue.acknowledged()
    await putRowsBack(database, backup)
    if (!given) throw new Error('nothing was acknowledged')
    const forged = { ...given, epoch: '01940000-0000-7000-8000-000000000000' }
    const request = { protocol: 2, app: 'x', head: 1, unsent: 0, stored: [], acknowledged: forged }
    await venue.ask('POST', '/api/pull', encodeMessage(request))
    expect(await epochs()).toHaveLength(1)
  })
})

describe('[K260] a push shows what was acknowledged, as a pull does', () => {
  test('a server that lost it draws its epoch before it judges, and says so in its answer', async () => {
    const before = await state()
    await take(venue, 0)
    const backup = await copyRows(database)
    await take(venue, 1)
    await putRowsBack(database, backup)
    const code = server.codeOf(1, 2)
    venue.redeem(code, 'first-steps', scanOf(code))
    const answer = await venue.push()
    expect(answer?.epoch).not.toBe(before.epoch)
    expect(answer?.epoch).toBe((await state()).epoch)
    expect(await isLocked(database)).toBe(true)
    expect(
      await database.query('SELECT forgotten_through FROM devices WHERE device = $1', [venue.device]),
    ).toEqual([{ forgotten_through: 2 }])
  })

  test('one that is not ours changes nothing, and the acts are recorded', async () => {
    await take(venue, 0)
    const given = venue.acknowledged()
    if (!given) throw new Error('nothing was acknowledged')
    const forged = { ...given, sequence: 9, hash: new Uint8Array(32).fill(1) }
    const code = server.codeOf(1, 1)
    venue.redeem(code, 'first-steps', scanOf(code))
    const answer = await venue.sendEntries(venue.acts.slice(-1), { shown: forged })
    expect(answer.answers.map((each) => each.answer)).toEqual(['recorded'])
    expect(await epochs()).toHaveLength(1)
  })
})

test('[K96] the secret behind acknowledgements is there before the first of them', async () => {
  await emptyDatabase(database)
  await startTestServer(database)
  expect(await database.query("SELECT name FROM secrets WHERE name = 'acknowledgement'")).toHaveLength(1)
})

test('[K97] at a new epoch every device is told the outcomes of the last sixty days again', async () => {
  await take(other, 2)
  server.pass(61 * DAY)
  await server.publish()
  await venue.pull()
  await take(venue, 0)
  await server.publish()
  for (const device of [desk, venue, other]) {
    await device.pull()
    await device.pull()
  }
  expect(await database.query('SELECT entry FROM outcome_notices')).toEqual([])
  const backup = await copyRows(database)
  await take(venue, 1)
  await putRowsBack(database, backup)
  await venue.pull()
  const told = await database.query<{ device: string }>('SELECT device FROM outcome_notices')
  expect(told.map(({ device }) => device)).toEqual([venue.device])
})

test('[K98] no head of the former epoch is signed after the new one is drawn', async () => {
  const backup = await copyRows(database)
  await take(venue, 0)
  await putRowsBack(database, backup)
  await Promise.all([venue.pull(), publish(server.installation, programmeNumber)])
  await publish(server.installation, programmeNumber)
  const { firstHead } = await state()
  const heads = await database.query<{ number: number; issued_at: number }>(
    'SELECT number FROM heads WHERE number >= $1',
    [firstHead],
  )
  expect(heads.map(({ number }) => number)).toEqual([firstHead])
})
