import { afterAll, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import type { HandoverCategories } from '#domain/handover.ts'
import { DAY, HOUR } from '#domain/instant.ts'
import { managedFollowUp } from '#protocol/manage/follow-up.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { startManaged } from '#tests/support/managed-server.ts'
import { programmeFile, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice
let desk: VirtualDevice

beforeEach(async () => {
  ;({ server, manager } = await startManaged(database))
  desk = await server.enrol('desk')
})
afterAll(() => database.close())

test('[G95] passes given and never used are told by place, batch and series; one that was used, taken back or replaced is not', async () => {
  for (const pass of [0, 1, 2]) give(1, pass)
  give(2, 0)
  give(2, 3)
  await settle()
  const venue = await server.enrol('venue')
  take(venue, 1)
  await venue.push()
  server.pass(20 * DAY)
  replace(0, 3)
  const undone = desk.acts.find(({ code }) => code?.batch === 2 && code.pass === 3)?.id ?? ''
  desk.undoHandover(undone)
  await settle()
  const { unused } = await ask('unused=20')
  expect(unused).toMatchObject([
    { structure: 'desk', structureName: 'Lieu desk', batch: 1, passes: 1, series: [{ from: 2, to: 2 }] },
    { structure: 'desk', batch: 2, passes: 1, series: [{ from: 0, to: 0 }] },
  ])
  expect((await ask('unused=21')).unused).toEqual([])
  const lately = (await ask('unused=1')).unused
  expect(lately.map(({ passes }) => passes).reduce((a, b) => a + b)).toBe(2)
})

test('[G96] what ends soon is told with the cheques that are left, and no more once its last day is over', async () => {
  for (const pass of [0, 1]) give(1, pass)
  await settle()
  const venue = await server.enrol('venue')
  take(venue, 0)
  await venue.push()
  expect((await ask('ending=30')).ending).toEqual([])
  const untilTheEnd = Date.parse('2028-01-20T12:00:00Z') - server.now()
  server.pass(untilTheEnd)
  expect((await ask('ending=30')).ending).toMatchObject([
    {
      structure: 'desk',
      batch: 1,
      lastDay: '2028-01-30',
      passes: 2,
      units: 19,
      series: [{ from: 0, to: 1 }],
    },
  ])
  expect((await ask('ending=9')).ending).toEqual([])
  server.pass(11 * DAY)
  expect((await ask('ending=30')).ending).toEqual([])
  expect((await ask('unused=30')).unused).toEqual([])
})

test('[G97] the time from the handover to the first cheque is counted; a line that an undo took back is no use', async () => {
  for (const pass of [0, 1, 2, 3]) give(1, pass)
  await settle()
  const venue = await server.enrol('venue')
  take(venue, 0)
  const mistake = take(venue, 3)
  venue.voidAct(mistake, 'mistake')
  await venue.push()
  server.pass(8 * DAY)
  await settle()
  await venue.pull()
  take(venue, 1)
  await venue.push()
  expect((await ask('')).waits).toEqual({ week: 1, month: 1, later: 0, never: 2 })
})

test('[G98] by language and by channel, where at least five people said the same', async () => {
  for (const pass of [0, 1, 2]) give(1, pass, { language: 'ta', channel: 'poster' })
  give(1, 3, { language: 'fr' })
  for (const pass of [0, 1, 2]) give(2, pass, { language: 'ta', channel: 'poster' })
  await settle()
  const { languages, channels } = await ask('')
  expect(languages).toEqual([{ value: null, passes: 7, waits: { week: 0, month: 0, later: 0, never: 7 } }])
  expect(channels).toEqual([{ value: null, passes: 7, waits: { week: 0, month: 0, later: 0, never: 7 } }])
  await database.query('DELETE FROM personal_parts')
  expect((await ask('')).languages).toMatchObject([{ value: 'not-said', passes: 7 }])
})

test('[G99] only a manager asks, days are whole and within two years, and training passes are left out', async () => {
  await emptyDatabase(database)
  const batches = programmeFile().batches.map((batch) => ({ ...batch, training: batch.number === 1 }))
  server = await startTestServer(database, { batches })
  manager = await server.enrol('desk', 'manager')
  desk = await server.enrol('desk')
  // An app of today hands none over.
  desk.act('handover', { code: [1, 0, 0], proof: scanOf(server.codeOf(1, 0)), flags: [], personal: null })
  await settle()
  server.pass(40 * DAY)
  expect(await ask('')).toMatchObject({ unused: [], waits: { week: 0, month: 0, later: 0, never: 0 } })
  expect((await desk.ask('GET', '/api/manage/follow-up')).status).toBe(403)
  for (const query of ['unused=0', 'unused=1.5', 'ending=731', 'ending=x']) {
    expect((await manager.ask('GET', `/api/manage/follow-up?${query}`)).status, query).toBe(400)
  }
})

function give(batch: number, pass: number, said: Partial<HandoverCategories> = {}): void {
  const code = server.codeOf(batch, pass)
  const all = { age: 'not-said', situations: [], language: 'not-said', ...said } as const
  expect(desk.handOver(code, scanOf(code), all)).toBeDefined()
}

/** Sent and in every list. */
async function settle(): Promise<void> {
  await desk.push()
  await server.publish()
  await desk.pull()
  server.pass(HOUR)
}

function take(device: VirtualDevice, pass: number): string {
  const code = server.codeOf(1, pass)
  return device.redeem(code, 'first-steps', scanOf(code)).id ?? ''
}

function replace(former: number, newer: number): void {
  const proven = (pass: number) => ({
    code: [1, pass, 0] as const,
    proof: scanOf(server.codeOf(1, pass)),
  })
  desk.act('replacement', { old: proven(former), new: proven(newer), reason: 'torn' })
}

async function ask(query: string) {
  const answer = await manager.ask('GET', `/api/manage/follow-up${query && `?${query}`}`)
  expect(answer.status).toBe(200)
  return v.parse(managedFollowUp, await answer.json())
}
