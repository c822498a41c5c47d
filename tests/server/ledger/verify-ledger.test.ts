import { afterAll, beforeEach, expect, test } from 'vitest'
import { deflate, fileNameOf } from '#protocol/file.ts'
import { signHead } from '#protocol/head.ts'
import { decodePassList, encodePassList, writeColumn } from '#protocol/pass-list.ts'
import type { Finding } from '#server/ledger/finding.ts'
import type { Database, TransactionOptions } from '#server/database/database.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { readContent } from '#server/publishing/files.ts'
import { headKeyOf } from '#server/publishing/head-key.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { newestHead, openOwnHead } from '#server/publishing/publish.ts'
import { decideCase } from '#server/settlement/decide-case.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let venue: VirtualDevice

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

/** A card and a booklet handed out and used, one undone, one honoured, one disputed, a head, and acts that wait for the next. */
beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  const desk = await server.enrol('desk')
  for (const batch of [1, 2]) desk.handOver(server.codeOf(batch, 0), scanOf(server.codeOf(batch, 0)), said)
  await desk.push()
  await server.publish()
  venue = await server.enrol('venue')
  const other = await server.enrol('other')
  take(venue, 1, 0)
  const undone = take(venue, 2, 0, 2)
  if (undone) venue.voidAct(undone, 'mistake')
  take(venue, 2, 0, 1)
  take(other, 2, 0, 1)
  const code = server.codeOf(1, 0)
  other.redeem(code, 'workshop', { scan: new Uint8Array(64) })
  await venue.push()
  await other.push()
  await server.publish()
  await venue.pull()
  take(venue, 1, 0)
  await venue.push()
})
afterAll(() => database.close())

function take(device: VirtualDevice, batch: number, pass: number, cheque = 0) {
  const code = server.codeOf(batch, pass, cheque)
  return device.redeem(code, 'first-steps', scanOf(code)).id
}

async function found(): Promise<readonly string[]> {
  const findings: readonly Finding[] = await verifyLedger(server.installation, programmeNumber)
  return [...new Set(findings.map(({ type }) => type))].sort()
}

test('[K393] what a person says of a line that keeps its pay moves no money, and the check agrees', async () => {
  const programme = await findProgramme(database, programmeNumber)
  const [line] = await database.query<{ entry: string }>("SELECT entry FROM cases WHERE kind = 'honoured'")
  if (!programme || !line) throw new Error('no honoured line')
  const why = 'the venue could not know'
  const decision = { kind: 'honoured', decision: 'close', why } as const
  const by = { device: venue.device, why }
  expect(await decideCase(server.installation, programme, line.entry, decision, by)).toMatchObject({
    type: 'decided',
    outcome: { type: 'honoured', words: why },
  })
  const causes = await database.query('SELECT number FROM transfers WHERE cause = $1', [line.entry])
  expect(causes).toEqual([{ number: 1 }])
  expect(await found()).toEqual([])
})

test('[K275] the check writes nothing and locks nothing, and in slices of any size it finds the same', async () => {
  const begun: (TransactionOptions | undefined)[] = []
  const watched: Database = {
    ...database,
    transaction(work, options) {
      begun.push(options)
      return database.transaction(work, options)
    },
  }
  const check = (sliceOf: number) =>
    verifyLedger({ ...server.installation, database: watched }, programmeNumber, sliceOf)
  for (const sliceOf of [1, 2, 1000]) expect(await check(sliceOf)).toEqual([])
  expect(begun.every((options) => options?.readOnly === true && options.snapshot === true)).toBe(true)
  await database.query("UPDATE entries SET service = 'workshop' WHERE kind = 'redemption'")
  await database.query('UPDATE passes SET used = used + 1')
  const all = await check(1000)
  expect(new Set(all.map(({ type }) => type))).toEqual(
    new Set(['entry-differs', 'pass-differs', 'list-differs']),
  )
  for (const sliceOf of [1, 2, 3]) expect(await check(sliceOf)).toEqual(all)
})

test('[K275] while the check runs, the store goes on answering', async () => {
  let answered = 0
  let isRunning = true
  const check = verifyLedger(server.installation, programmeNumber, 1).finally(() => (isRunning = false))
  while (isRunning) {
    await database.query('SELECT 1')
    answered++
  }
  expect(await check).toEqual([])
  expect(answered).toBeGreaterThan(5)
})

test('[K46] a ledger that follows from its journal has no finding, with changes that wait and after the next head', async () => {
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  await server.publish()
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  expect(
    await database.query("SELECT DISTINCT type FROM outcomes WHERE type <> 'noted' ORDER BY type"),
  ).toEqual([{ type: 'covered' }, { type: 'disputed' }, { type: 'honoured' }, { type: 'voided' }])
})

const redemption =
  "entry = (SELECT entry FROM entries WHERE kind = 'redemption' AND cheque = 1 ORDER BY pass_order LIMIT 1)"

test.each([
  ['entry-differs', `UPDATE entries SET units = 2 WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET structure = 'other' WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET service = 'workshop' WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET pass = 1 WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET cheque = 3 WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET head = 1 WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET claimed_at = claimed_at + 1 WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET verdict = 'confirmed' WHERE ${redemption}`],
  ['entry-differs', `UPDATE entries SET proof = 'fails' WHERE ${redemption}`],
  ['entry-differs', "UPDATE entries SET proof = 'holds' WHERE proof = 'fails'"],
  ['entry-differs', "UPDATE entries SET target = 'nothing' WHERE kind = 'void'"],
  ['entry-differs', "UPDATE entries SET kind = 'refusal' WHERE kind = 'void'"],
  ['entry-differs', `UPDATE entries SET hash = '\\x00' WHERE ${redemption}`],
  [
    'entry-differs',
    `UPDATE entries SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) WHERE ${redemption}`,
  ],
  ['entry-differs', 'UPDATE entries SET pass_order = 1 WHERE batch = 2'],
  ['entry-differs', 'UPDATE passes SET acts = 1 WHERE batch = 2'],
  ['chain-broken', `DELETE FROM entries WHERE ${redemption}`],
  ['chain-broken', 'UPDATE devices SET last_sequence = 1 WHERE last_sequence > 1'],
  ['pass-differs', 'UPDATE passes SET used = used + 1 WHERE batch = 1'],
  ['pass-differs', "UPDATE passes SET cheques = '{1,2}' WHERE batch = 2"],
  ['pass-differs', "UPDATE passes SET state = 'active' WHERE batch = 2"],
  ['pass-differs', 'UPDATE passes SET handed_over = false WHERE batch = 1'],
  ['pass-differs', 'DELETE FROM passes WHERE batch = 1'],
  ['outcome-differs', `UPDATE outcomes SET type = 'honoured' WHERE ${redemption}`],
  ['outcome-differs', `UPDATE outcomes SET covered_units = 0 WHERE ${redemption}`],
  ['outcome-differs', `DELETE FROM outcomes WHERE ${redemption}`],
  ['outcome-differs', `UPDATE entries SET conformance = 'not-conformant' WHERE ${redemption}`],
  ['outcome-unannounced', 'DELETE FROM pass_changes'],
  ['transfers-differ', `DELETE FROM transfers WHERE cause = (SELECT entry FROM entries WHERE ${redemption})`],
  [
    'transfers-differ',
    `UPDATE transfers SET cents = cents + 1000 WHERE cause = (SELECT entry FROM entries WHERE ${redemption})`,
  ],
  [
    'balance-differs',
    "UPDATE transfers SET cents = cents + 1000 WHERE cause LIKE 'order/%' AND debit = 'funder/etat'",
  ],
  ['balance-differs', "UPDATE transfers SET cents = cents - 1000 WHERE cause LIKE 'batch/%'"],
  [
    'balance-differs',
    "INSERT INTO transfers VALUES (7, 'nobody', 1, 0, 'contingency', 'payable/venue', 1000, 0)",
  ],
  [
    'balance-below-zero',
    "INSERT INTO transfers VALUES (7, 'nobody', 1, 0, 'contingency', 'paid/venue', 9000000, 0)",
  ],
  ['balance-differs', 'UPDATE programmes SET contingency_units = 21'],
  ['head-missing', 'DELETE FROM heads'],
  ['file-missing', 'DELETE FROM files'],
  ['list-missing', 'DELETE FROM files'],
])('[K46] finds %s after: %s', async (type, tampering) => {
  await database.query(tampering)
  expect(await found()).toContain(type)
})

test('[K46] finds a list that says something else than the ledger, under a head of our own key', async () => {
  await server.publish()
  const head = openOwnHead((await newestHead(database, programmeNumber))?.bytes ?? new Uint8Array())
  const [first] = head.lists
  const content = await readContent(database, programmeNumber, first?.list ?? '')
  const list = decodePassList(content ?? new Uint8Array())
  if (!list.ok || !list.value.used) throw new Error('the first batch has cards')
  writeColumn(list.value.used, 0, 9)
  const bytes = encodePassList(list.value)
  const name = fileNameOf(bytes)
  await database.query('INSERT INTO files VALUES ($1, $2, $3, 0)', [
    programmeNumber,
    name,
    await deflate(bytes),
  ])
  const { keyId, privateKey } = await headKeyOf(server.installation, programmeNumber)
  const lists = head.lists.map((named) => (named.batch === first?.batch ? { ...named, list: name } : named))
  const forged = await signHead({ ...head, lists }, keyId, privateKey)
  await database.query('UPDATE heads SET bytes = $1 WHERE number = $2', [forged, head.number])
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([
    {
      type: 'list-differs',
      where: 'batch/1/pass/0',
      expected: '{"state":"active","used":2,"cheques":[]}',
      found: '{"state":"active","used":9,"cheques":[]}',
    },
  ])
})
