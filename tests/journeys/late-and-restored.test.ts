import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { forgetBackedUpEntries } from '#client/store/forget-entries.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { bringExport } from '#client/sync/bring-export.ts'
import { exportJournal } from '#client/sync/export-journal.ts'
import { pullUnderFormerName } from '#client/sync/pull-knowledge.ts'
import { chainEnds, markBackedUp } from '#server/backup/backed-up.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { drawEpoch } from '#server/publishing/epoch.ts'
import { valueOf } from '#tests/support/builders.ts'
import { enrolTablet, type RealTablet } from '#tests/support/real-tablet.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { handOutThree } from '#tests/support/handed-out.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let tablet: RealTablet
let other: RealTablet

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  await handOutThree(server)
  tablet = await enrolTablet(server, 'venue')
  other = await enrolTablet(server, 'other')
})
afterAll(() => database.close())

async function backUp(): Promise<void> {
  await markBackedUp(database, await chainEnds(database))
}

async function rowOf(sequence: number, device = tablet.device) {
  const row = await tablet.store.entries.get([device, sequence])
  if (!row) throw new Error(`act ${sequence} has left its tablet`)
  return row
}

/** Two acts, of which the first comes damaged and is kept aside; its bytes are whole again on the tablet. */
async function actsOfWhichTheFirstIsUnread(): Promise<void> {
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.redeem(server.codeOf(1, 1))
  const { bytes, device } = await rowOf(1)
  await tablet.store.entries.update([device, 1], { bytes: bytes.map((byte) => byte ^ 1) })
  await tablet.exchange()
  await tablet.store.entries.update([device, 1], { bytes })
  expect((await rowOf(1)).answer).toEqual({ type: 'unreadable', reason: 'damaged' })
}

/** Another tablet brings the file, and their own hears what became of them. */
async function bringInFile(): Promise<void> {
  const [sealed] = valueOf(await exportJournal(await tablet.linkOf(tablet.device)))
  const { fetch } = await other.linkOf(other.device)
  const answers = { recorded: 1, known: 1, held: 0, unreadable: 0 }
  expect(await bringExport(fetch, sealed?.text ?? '')).toMatchObject({ ok: true, value: { answers } })
  await untilTold()
}

/** Told, shown by a list, and reported. */
async function untilTold(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    server.pass(MINUTE)
    await server.publish()
    await tablet.exchange()
  }
}

async function expectBothPaid(): Promise<void> {
  const rows = await database.query("SELECT entry FROM entries WHERE kind = 'redemption'")
  expect(rows).toHaveLength(2)
  expect(await database.query('SELECT reason FROM held_entries')).toEqual([])
  expect(await balanceOf(database, programmeNumber, 'payable/venue')).toBe(2000)
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  for (const sequence of [1, 2]) expect((await rowOf(sequence)).outcome?.type).toBe('covered')
  expect(await pendingCount(tablet.store, tablet.device)).toBe(0)
}

test('[K400] an act that is recorded behind the end of its chain is in no backup of before: its tablet keeps it', async () => {
  await actsOfWhichTheFirstIsUnread()
  await backUp()
  await tablet.exchange()
  expect((await tablet.enrolments())[0]?.backedUpThrough).toBe(2)
  await bringInFile()
  expect((await tablet.enrolments())[0]?.backedUpThrough).toBe(0)
  server.pass(31 * DAY)
  await untilTold()
  expect(await forgetBackedUpEntries(tablet.store, tablet.device)).toBe(0)
  await backUp()
  await tablet.exchange()
  expect(await forgetBackedUpEntries(tablet.store, tablet.device)).toBe(1)
  expect((await tablet.enrolments())[0]?.late).toEqual([])
})

test.each([
  { what: 'that says so', says: true },
  { what: 'that nobody knows of', says: false },
])(
  '[K401] after a restore $what to before it was read, such an act goes again, and is recorded and paid once',
  async ({ says }) => {
    await actsOfWhichTheFirstIsUnread()
    await backUp()
    const backup = await copyRows(database)
    await bringInFile()
    await expectBothPaid()
    // Also where a later backup held it: it is still here.
    await backUp()
    server.pass(31 * DAY)
    await untilTold()
    await putRowsBack(database, backup)
    if (says) await database.transaction((queries) => drawEpoch(queries, server.installation, 'restore'))
    await untilTold()
    await expectBothPaid()
    await tablet.exchange()
    await expectBothPaid()
  },
)

test('[K401] so does one whose answer was lost, and that is known the second time', async () => {
  await actsOfWhichTheFirstIsUnread()
  const backup = await copyRows(database)
  await bringInFile()
  const { device } = await rowOf(1)
  // What the tablet holds when the answers to both were lost.
  await tablet.store.enrolments.update(device, { late: [] })
  const unsaid = { status: 'pending' as const, answer: undefined, outcome: undefined }
  for (const sequence of [1, 2]) await tablet.store.entries.update([device, sequence], unsaid)
  await untilTold()
  expect((await rowOf(1)).answer).toMatchObject({ type: 'known' })
  await putRowsBack(database, backup)
  await untilTold()
  await expectBothPaid()
})

test('[K401] so does one under a name that the tablet has given up, and bytes that are damaged here are asked for once', async () => {
  await actsOfWhichTheFirstIsUnread()
  const backup = await copyRows(database)
  await bringInFile()
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 2))
  await copy.redeem(server.codeOf(1, 2))
  await copy.exchange()
  await tablet.exchange()
  const [former, acting] = await tablet.enrolments()
  if (!former || !acting) throw new Error('it has no new name')
  await putRowsBack(database, backup)
  await tablet.exchange(acting.device)
  expect((await rowOf(1, former.device)).status).toBe('pending')
  await tablet.push(former.device)
  expect((await rowOf(1, former.device)).answer).toMatchObject({ type: 'recorded' })
  const { bytes } = await rowOf(1, former.device)
  await tablet.store.entries.update([former.device, 1], { bytes: bytes.map((byte) => byte ^ 1) })
  await putRowsBack(database, backup)
  await tablet.exchange(acting.device)
  await tablet.push(former.device)
  await tablet.exchange(acting.device)
  expect(await pendingCount(tablet.store, former.device)).toBe(0)
  expect((await rowOf(1, former.device)).answer).toEqual({ type: 'unreadable', reason: 'damaged' })
  expect((await pullUnderFormerName(await tablet.linkOf(former.device))).ok).toBe(true)
})

test('[K402] a backup that was under way while such an act came lets the tablet forget nothing; the next one does', async () => {
  await actsOfWhichTheFirstIsUnread()
  const ends = await chainEnds(database)
  await bringInFile()
  await markBackedUp(database, ends)
  await tablet.exchange()
  expect((await tablet.enrolments())[0]?.backedUpThrough).toBe(0)
  await backUp()
  await tablet.exchange()
  expect((await tablet.enrolments())[0]?.backedUpThrough).toBe(2)
})

test('[K403] nor does one that came as another copy’s, behind the end of the chain that both share', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.redeem(server.codeOf(1, 1))
  await tablet.exchange()
  await backUp()
  await copy.redeem(server.codeOf(1, 2))
  await copy.push()
  expect(await database.query("SELECT 1 FROM entries WHERE held = 'fork'")).toHaveLength(1)
  await tablet.exchange()
  expect((await tablet.enrolments())[0]?.backedUpThrough).toBe(0)
})
