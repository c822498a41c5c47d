// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { entriesToExport, markExported, notBackedUpCount, unsafeCount } from '#client/store/export-entries.ts'
import { forgetDevice } from '#client/store/retire.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { bringExport } from '#client/sync/bring-export.ts'
import { exportJournal } from '#client/sync/export-journal.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import { retireDevice } from '#client/sync/retire-device.ts'
import { openExport } from '#protocol/export-file.ts'
import { exportKeyOf } from '#server/access/export-key.ts'
import { valueOf } from '#tests/support/builders.ts'
import { enrolTablet, type RealTablet } from '#tests/support/real-tablet.ts'
import { startTestServer, type TestServer } from '#tests/support/server.ts'
import { handOutThree } from '#tests/support/handed-out.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let tablet: RealTablet

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  await handOutThree(server)
  tablet = await enrolTablet(server, 'venue')
})
afterAll(() => database.close())

async function fileOf(from: RealTablet) {
  const [sealed] = valueOf(await exportJournal(await from.linkOf(from.device)))
  if (!sealed) throw new Error('no file')
  return { ...sealed, file: valueOf(await openExport(sealed.text, await exportKeyOf(server.installation))) }
}

async function taken(): Promise<number> {
  return (await database.query("SELECT entry FROM entries WHERE kind = 'redemption'")).length
}

test('[S38] acts in a file that another tablet brings are recorded once, also when their own tablet comes online', async () => {
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.redeem(server.codeOf(1, 1))
  const { text, entries } = await fileOf(tablet)
  await markExported(tablet.store, entries, server.now())
  expect(await pendingCount(tablet.store, tablet.device)).toBe(2)

  const other = await enrolTablet(server, 'other')
  const { fetch } = await other.linkOf(other.device)
  const answers = { recorded: 2, known: 0, held: 0, unreadable: 0 }
  expect(await bringExport(fetch, text)).toMatchObject({ ok: true, value: { type: 'taken', answers } })
  expect(await taken()).toBe(2)

  expect(await tablet.exchange()).toEqual({ ok: true, value: 'pulled' })
  expect(await taken()).toBe(2)
  const rows = await tablet.store.entries.toArray()
  expect(rows.map(({ status, outcome }) => [status, outcome?.type])).toEqual([
    ['acknowledged', 'covered'],
    ['acknowledged', 'covered'],
  ])
  expect(await entriesToExport(tablet.store, tablet.device)).toEqual([])
})

test('[S76] more acts than a file may hold travel in several, each of which stands alone, and all arrive', async () => {
  for (const pass of [0, 1, 2]) await tablet.redeem(server.codeOf(1, pass))
  const link = await tablet.linkOf(tablet.device)
  const files = valueOf(await exportJournal(link, 2000))
  expect(files.length).toBeGreaterThan(1)
  expect(files.flatMap(({ entries }) => entries.map(({ sequence }) => sequence))).toEqual([1, 2, 3])
  for (const { text } of files) expect(text.length).toBeLessThanOrEqual(2000)
  expect(valueOf(await exportJournal(link))).toHaveLength(1)

  const other = await enrolTablet(server, 'other')
  const { fetch } = await other.linkOf(other.device)
  for (const { text, entries } of files) {
    const answers = { recorded: entries.length, known: 0, held: 0, unreadable: 0 }
    expect(await bringExport(fetch, text)).toMatchObject({ ok: true, value: { type: 'taken', answers } })
  }
  expect(await taken()).toBe(3)
})

test('[S77] acts that the server has and no backup of it are counted until a backup or a file holds them', async () => {
  for (const pass of [0, 1, 2]) await tablet.redeem(server.codeOf(1, pass))
  const count = () => notBackedUpCount(tablet.store, [tablet.device])
  expect(await count()).toBe(0)
  await tablet.exchange()
  expect(await count()).toBe(3)
  await tablet.store.enrolments.update(tablet.device, { backedUpThrough: 1 })
  expect(await count()).toBe(2)
  const [, , last] = await tablet.store.entries.toArray()
  await markExported(tablet.store, last ? [last] : [], server.now())
  expect(await count()).toBe(1)
})

test('[S38] what is no file of acts does not travel', async () => {
  const { fetch } = await tablet.linkOf(tablet.device)
  expect(await bringExport(fetch, 'a letter')).toEqual({
    ok: true,
    value: { type: 'refused', reason: 'not-an-export' },
  })
})

test('[S39] a device that was enrolled before the key had a place finds it in the signed records', async () => {
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.store.enrolments.update(tablet.device, { exportKey: undefined })
  expect((await fileOf(tablet)).file.entries).toHaveLength(1)
  await tablet.store.heads.clear()
  expect(await exportJournal(await tablet.linkOf(tablet.device))).toEqual({ ok: false, error: 'no-key' })
})

test('[J34] an export never holds a personal part that has expired', async () => {
  await tablet.redeem(server.codeOf(1, 0))
  const personal = { salt: new Uint8Array(16), part: new Uint8Array(3), expiresAt: server.now() + DAY }
  await tablet.store.entries.toCollection().modify({ personal, forgetAt: personal.expiresAt })
  expect((await fileOf(tablet)).file.entries.map((entry) => entry.personal)).toEqual([personal])
  server.pass(DAY)
  expect((await fileOf(tablet)).file.entries.map((entry) => entry.personal)).toEqual([null])
})

test('[J34] a personal part is deleted when it expires, in a file or not, while the app stays open', async () => {
  await tablet.redeem(server.codeOf(1, 0))
  const personal = { salt: new Uint8Array(16), part: new Uint8Array(3), expiresAt: server.now() }
  await tablet.store.entries
    .toCollection()
    .modify({ personal, forgetAt: personal.expiresAt, exportedAt: server.now() })
  const sync = startSync(await tablet.linkOf(tablet.device))
  await expect.poll(() => sync.state.current().type, { timeout: 10_000 }).toBe('up-to-date')
  sync.stop()
  const rows = await tablet.store.entries.toArray()
  expect(rows.map((row) => row.personal)).toEqual([undefined])
})

test('[J35] a tablet is not wiped while an act is neither sent nor in a file', async () => {
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.redeem(server.codeOf(1, 1))
  expect(await forgetDevice(tablet.store, tablet.device)).toEqual({
    ok: false,
    error: { type: 'unsent', acts: 2 },
  })
  expect(await tablet.store.entries.count()).toBe(2)
  expect(await tablet.enrolments()).toHaveLength(1)

  await markExported(tablet.store, await entriesToExport(tablet.store, tablet.device), server.now())
  await tablet.redeem(server.codeOf(1, 2))
  expect(await unsafeCount(tablet.store, [tablet.device])).toBe(1)
  expect(await forgetDevice(tablet.store, tablet.device)).toMatchObject({ error: { acts: 1 } })
  await markExported(tablet.store, await entriesToExport(tablet.store, tablet.device), server.now())
  expect(await forgetDevice(tablet.store, tablet.device)).toEqual({ ok: true, value: 'forgotten' })
  for (const name of ['enrolments', 'entries', 'heads', 'files', 'passes'])
    expect(await tablet.store.table(name).count(), name).toBe(0)
})

test('[J35] a tablet with nothing to send is wiped with those that it continues, and the server is told', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  await copy.exchange()
  const [, next] = await copy.enrolments()
  const sync = startSync(await copy.linkOf(next?.device ?? ''))
  expect(await retireDevice(sync)).toEqual({ ok: true, value: 'forgotten' })
  expect(await copy.enrolments()).toEqual([])
  const retired = await database.query('SELECT device FROM devices WHERE retired_at IS NOT NULL')
  expect(retired).toEqual([{ device: next?.device }])
})
