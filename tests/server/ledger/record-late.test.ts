import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { DAY } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import { exportAnswer } from '#protocol/export-file.ts'
import { entryHash } from '#protocol/journal-entry.ts'
import { managedCases } from '#protocol/manage/cases.ts'
import { decodeMessage } from '#protocol/message.ts'
import type { SentEntry } from '#protocol/push.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { stateLines } from '#server/settlement/state-lines.ts'
import { exportOf } from '#tests/support/export-of.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let desk: VirtualDevice
let venue: VirtualDevice

beforeEach(begin)
afterAll(() => database.close())

async function begin(): Promise<void> {
  await emptyDatabase(database)
  server = await startTestServer(database)
  desk = await server.enrol('desk')
  for (const pass of [0, 1, 2]) handOver(pass)
  handOver(0, 2)
  await desk.push()
  await server.publish()
  venue = await server.enrol('venue')
}

function handOver(pass: number, batch = 1): string {
  const code = server.codeOf(batch, pass)
  const id = desk.handOver(code, scanOf(code), { age: '65-79', situations: [], language: 'fr' })
  if (!id) throw new Error('nothing was handed over')
  return id
}

/** One unit of a card, or one cheque. */
function take(pass: number, device = venue, batch = 1, cheque = 0): string {
  const code = server.codeOf(batch, pass, cheque)
  const { id } = device.redeem(code, 'first-steps', scanOf(code))
  if (!id) throw new Error('nothing was taken')
  return id
}

/** The acts of a device, of some of them only the places in its chain. */
function placesOf(device: VirtualDevice, parked: readonly number[], from = 0): readonly SentEntry[] {
  return device.acts.flatMap(({ bytes, personal }, i) => {
    if (i < from) return []
    return parked.includes(i)
      ? [{ bytes: new Uint8Array(0), personal: null, hash: entryHash(bytes) }]
      : [{ bytes, personal }]
  })
}

async function park(device: VirtualDevice, parked: readonly number[], from = 0): Promise<void> {
  const sequence = device.acts.length
  const { answers, acknowledged } = await device.sendEntries(placesOf(device, parked, from), { sequence })
  expect(answers.filter(({ reason }) => reason === 'damaged')).toHaveLength(parked.length)
  expect(acknowledged.sequence).toBe(sequence)
}

async function sendWhole(device: VirtualDevice, acts: readonly SentEntry[] = device.acts) {
  const { answers, acknowledged } = await device.sendEntries(acts)
  return { answers: answers.map(({ answer, reason }) => [answer, reason]), acknowledged }
}

/** Another head than before, and the venue holds it. */
async function nextHead(): Promise<void> {
  const before = venue.head()?.number ?? 0
  server.pass(DAY)
  await server.publish()
  await venue.pull()
  expect(venue.head()?.number).toBeGreaterThan(before)
}

async function payable(structure = 'venue'): Promise<number> {
  return balanceOf(database, programmeNumber, `payable/${structure}`)
}

async function outcomeOf(device: VirtualDevice, entry: string) {
  await device.pull()
  return device.outcomes.get(entry)
}

/** Our own rules break on the last act of the venue, which has another behind it then. They work again with what this returns. */
async function breakOnLast(): Promise<() => Promise<void>> {
  const [head] = await database.query<{ number: number; bytes: Uint8Array }>(
    'SELECT number, bytes FROM heads WHERE number = $1',
    [venue.head()?.number],
  )
  await nextHead()
  take(1)
  await database.query("UPDATE heads SET bytes = '\\x00' WHERE number = $1", [head?.number])
  const broken = await venue.push()
  expect(broken?.answers.map(({ reason }) => reason)).toEqual(['not-recordable', ''])
  return async () => {
    await database.query('UPDATE heads SET bytes = $2 WHERE number = $1', [head?.number, head?.bytes])
  }
}

async function decide(manager: VirtualDevice, entry: string | undefined, decision: string, why: string) {
  const body = utf8(JSON.stringify({ kind: 'held', decision, why }))
  const response = await manager.ask('POST', `/api/manage/cases/${entry}/decide`, body)
  return response.json()
}

async function revoke({ device }: VirtualDevice): Promise<void> {
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [device])
}

async function heldNow() {
  const manager = await server.enrol('desk', 'manager')
  const response = await manager.ask('GET', '/api/manage/cases')
  return v.parse(managedCases, await response.json()).held
}

/** Nothing is kept aside, nobody has anything to look at, and all that is stored follows from the journal. */
async function expectNothingLeft(): Promise<void> {
  expect(await database.query('SELECT reason FROM held_entries')).toEqual([])
  expect(await database.query('SELECT entry FROM cases WHERE closed_at IS NULL')).toEqual([])
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
}

async function state(): Promise<readonly (readonly [string, number])[]> {
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const asked = { structure: 'venue', through: '2026-11-23', locked: false }
  const stated = await stateLines(server.installation, programme, asked, {
    device: desk.device,
    why: 'monthly',
  })
  if (!stated.ok) throw new Error(stated.error)
  return stated.value.lines.map(({ entry, cents }) => [entry, cents])
}

describe('an act that came by its place alone, and comes whole', () => {
  test('[K380] is recorded, judged and paid, and its case is closed; what comes again changes nothing', async () => {
    const [id, next] = [take(0), take(1)]
    await park(venue, [0])
    expect(await payable()).toBe(1000)
    expect(await sendWhole(venue)).toMatchObject({
      answers: [
        ['recorded', ''],
        ['known', ''],
      ],
      acknowledged: { sequence: 2 },
    })
    expect(await payable()).toBe(2000)
    for (const each of [id, next]) expect((await outcomeOf(venue, each))?.type).toBe('covered')
    await expectNothingLeft()
    expect(await database.query('SELECT kind, why, device FROM decisions')).toEqual([
      { kind: 'close', why: 'came-whole', device: venue.device },
    ])
    const before = await everything()
    expect((await sendWhole(venue)).answers).toEqual([
      ['known', ''],
      ['known', ''],
    ])
    await venue.sendEntries(placesOf(venue, [0]))
    expect(await everything()).toEqual(before)
    take(2)
    expect((await sendWhole(venue, venue.acts.slice(2))).answers).toEqual([['recorded', '']])
  })

  test('[K380] in a file that another tablet brings: its own tablet learns what became of it', async () => {
    const id = take(0)
    take(1)
    await park(venue, [0])
    const bringer = await server.enrol('other')
    for (const answers of [
      { recorded: 1, known: 1, held: 0, unreadable: 0 },
      { recorded: 0, known: 2, held: 0, unreadable: 0 },
    ]) {
      const response = await bringer.ask('POST', '/api/exports', await exportOf(venue))
      const answer = decodeMessage(exportAnswer, new Uint8Array(await response.arrayBuffer()))
      expect(answer).toMatchObject({ ok: true, value: { type: 'taken', answers } })
    }
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered', coveredUnits: 1 })
    expect(await payable()).toBe(2000)
    await expectNothingLeft()
  })

  // The four acts stand next to one another: what is not recorded yet names the one before, and the end of the chain it.
  test.each(Array.from({ length: 15 }, (_, i) => i + 1))(
    '[K380] comes to the same as if nothing had been kept aside: acts %i of four, as bits',
    async (mask) => {
      const acts = [take(0), take(1)]
      acts.push(venue.voidAct(acts[1] ?? '', 'mistake'), take(2))
      await park(
        venue,
        [0, 1, 2, 3].filter((act) => mask & (1 << act)),
      )
      const { answers } = await sendWhole(venue)
      expect(answers.map(([answer]) => answer)).toEqual(
        acts.map((_, act) => (mask & (1 << act) ? 'recorded' : 'known')),
      )
      await venue.pull()
      expect(acts.map((id) => venue.outcomes.get(id)?.type)).toEqual([
        'covered',
        'voided',
        'noted',
        'covered',
      ])
      expect(await payable()).toBe(2000)
      await expectNothingLeft()
      expect((await sendWhole(venue)).answers.map(([answer]) => answer)).toEqual(acts.map(() => 'known'))
    },
  )

  test('[K380] also where what was damaged had stood nowhere: it is the next of its chain', async () => {
    const id = take(0)
    take(1)
    const [first, second] = venue.acts
    rewriteLast(venue, { previous: new Uint8Array(32).fill(7) })
    const { answers, acknowledged } = await venue.sendEntries(placesOf(venue, [0]), { sequence: 2 })
    expect(answers.map(({ reason }) => reason)).toEqual(['damaged', 'gap'])
    expect(acknowledged.sequence).toBe(0)
    if (!first || !second) throw new Error('no act')
    venue.acts.splice(1, 1, second)
    expect(await sendWhole(venue)).toMatchObject({
      answers: [
        ['recorded', ''],
        ['recorded', ''],
      ],
      acknowledged: { sequence: 2 },
    })
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered' })
    expect(await database.query('SELECT reason FROM held_entries')).toEqual([{ reason: 'gap' }])
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K380] also behind a second act under an id, which is kept in its place', async () => {
    const first = take(0)
    take(1)
    rewriteLast(venue, { id: first })
    const id = take(2)
    take(0)
    await venue.sendEntries(placesOf(venue, [2]), { sequence: 4 })
    expect((await sendWhole(venue)).answers).toEqual([
      ['known', ''],
      ['held', 'same-id'],
      ['recorded', ''],
      ['known', ''],
    ])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered' })
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K381] a handover makes its pass active, and the redemption that waited for it is covered', async () => {
    handOver(3)
    await park(desk, [4], 4)
    const id = take(3)
    await venue.push()
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'waiting' })
    expect((await sendWhole(desk, desk.acts.slice(4))).answers).toEqual([['recorded', '']])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered' })
    expect(await payable()).toBe(1000)
    expect(await database.query('SELECT entry FROM personal_parts')).toHaveLength(5)
    await expectNothingLeft()
  })

  test('[K381] a void gives back what it takes back', async () => {
    const id = take(0)
    venue.voidAct(id, 'mistake')
    await park(venue, [1])
    expect(await payable()).toBe(1000)
    expect((await sendWhole(venue)).answers).toEqual([
      ['known', ''],
      ['recorded', ''],
    ])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'voided' })
    expect(await payable()).toBe(0)
    await expectNothingLeft()
  })

  test('[K382] a line that was stated stays as it was stated, and the one that comes is honoured', async () => {
    const parked = take(0, venue, 2, 1)
    take(1)
    await park(venue, [0])
    const rival = await server.enrol('venue')
    const id = take(0, rival, 2, 1)
    await rival.push()
    server.pass(20 * DAY)
    const lines = await state()
    expect(lines).toContainEqual([id, 1000])
    const before = await database.query('SELECT * FROM statement_lines ORDER BY entry')
    await sendWhole(venue)
    expect(await outcomeOf(venue, parked)).toMatchObject({ type: 'honoured' })
    expect(await outcomeOf(rival, id)).toMatchObject({ type: 'covered' })
    expect(await database.query('SELECT * FROM statement_lines ORDER BY entry')).toEqual(before)
    expect(await state()).toEqual([[parked, 1000]])
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K383] what its own device took back before its bytes came pays nothing, nor is it in anybody’s hands', async () => {
    const id = take(0)
    const undo = venue.voidAct(id, 'mistake')
    await park(venue, [0])
    expect(await outcomeOf(venue, undo)).toMatchObject({ type: 'flagged', reason: 'not-its-own-act' })
    const taken = desk.undoHandover(handOver(3))
    await park(desk, [4], 4)
    await sendWhole(venue)
    await sendWhole(desk, desk.acts.slice(4))
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'voided' })
    expect(await outcomeOf(venue, undo)).toMatchObject({ type: 'noted', reason: '' })
    expect(await outcomeOf(desk, taken)).toMatchObject({ type: 'noted', reason: '' })
    expect(await payable()).toBe(0)
    expect(await database.query('SELECT handed_over FROM passes WHERE batch = 1 AND pass = 3')).toEqual([
      { handed_over: false },
    ])
    await expectNothingLeft()
  })

  test('[K273] [K384] bytes that the chain names at no place stay aside, and a person reads what they say', async () => {
    take(0)
    await venue.push()
    const [first] = venue.acts
    // A copy of the store goes on from the beginning: its act stands at a place that the chain has for another.
    venue.acts.splice(0)
    const id = take(1)
    const [foreign] = venue.acts
    if (!first || !foreign) throw new Error('no act')
    venue.acts.splice(0, 1, first)
    take(2)
    const [, second] = venue.acts
    if (!second) throw new Error('no act')
    const place = { bytes: new Uint8Array(0), personal: null, hash: entryHash(foreign.bytes) }
    const sent = await venue.sendEntries([place, second], { sequence: 2 })
    expect(sent.answers.map(({ reason }) => reason)).toEqual(['damaged', ''])
    for (const acts of [[foreign], [foreign, second]]) {
      const { answers } = await venue.sendEntries(acts, { sequence: acts.length })
      expect(answers[0]).toMatchObject({ answer: 'unreadable', reason: 'damaged', outcome: null })
    }
    expect(await heldNow()).toMatchObject([
      { reason: 'damaged', says: { entry: id, pass: 1 }, decisions: ['close'] },
    ])
    expect(await payable()).toBe(2000)
  })

  test('[K384] so do those of another place, or behind another act, than the chain has there, and a second act under an id', async () => {
    take(0)
    await venue.push()
    for (const change of [
      { sequence: 3 },
      { previous: new Uint8Array(32).fill(7) },
      { id: venue.acts[0]?.id ?? '' },
    ]) {
      const from = venue.acts.length
      take(1)
      rewriteLast(venue, change)
      take(2)
      await park(venue, [from], from)
      const { answers } = await sendWhole(venue)
      expect(answers[from]).toEqual(['unreadable', 'damaged'])
      expect(answers[from + 1]).toEqual(['known', ''])
    }
    expect(await database.query('SELECT reason FROM held_entries')).toHaveLength(3)
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K385] the server closes the case of bytes that came whole, with that reason, in the name of who brought them', async () => {
    take(0)
    take(1)
    await park(venue, [0])
    const [held] = await heldNow()
    server.pass(DAY)
    await sendWhole(venue)
    expect(await heldNow()).toEqual([])
    expect(await database.query('SELECT entry, kind, closed_at FROM cases')).toEqual([
      { entry: held?.case, kind: 'held', closed_at: server.now() },
    ])
    expect(await database.query('SELECT entry, kind, why, device, at FROM decisions')).toEqual([
      { entry: held?.case, kind: 'close', why: 'came-whole', device: venue.device, at: server.now() },
    ])
  })

  test('[K385] a case that a person closed keeps their word, and the act is paid all the same', async () => {
    const id = take(0)
    take(1)
    await park(venue, [0])
    const manager = await server.enrol('desk', 'manager')
    const [held] = await heldNow()
    expect(await decide(manager, held?.case, 'close', 'nobody can read it')).toMatchObject({
      type: 'decided',
    })
    const closed = await database.query('SELECT * FROM cases')
    server.pass(DAY)
    await sendWhole(venue)
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: '' })
    expect(await payable()).toBe(2000)
    expect(await database.query('SELECT * FROM cases')).toEqual(closed)
    expect(await database.query('SELECT device, why FROM decisions')).toEqual([
      { device: manager.device, why: 'nobody can read it' },
    ])
    await expectNothingLeft()
  })

  test('[K386] is judged by the heads that its chain had cited before it, and what comes behind it by its own', async () => {
    const first = take(0)
    await nextHead()
    take(1)
    await park(venue, [0])
    await sendWhole(venue)
    const conformanceOf = async (entry: string) =>
      database.query('SELECT conformance FROM entries WHERE entry = $1', [entry])
    expect(await conformanceOf(first)).toEqual([{ conformance: 'conformant' }])
    await nextHead()
    take(2)
    await park(venue, [2], 2)
    await sendWhole(venue)
    const older = take(0, venue, 2, 1)
    rewriteLast(venue, { head: (venue.head()?.number ?? 0) - 1 })
    expect((await sendWhole(venue, venue.acts.slice(3))).answers).toEqual([['recorded', '']])
    expect(await conformanceOf(older)).toEqual([{ conformance: 'not-conformant' }])
  })

  test('[K387] an act on which our rules broke is recorded when it comes again and they do not any more', async () => {
    const id = take(0)
    const mend = await breakOnLast()
    expect((await sendWhole(venue)).answers[0]).toEqual(['unreadable', 'not-recordable'])
    expect(await database.query('SELECT reason FROM held_entries')).toHaveLength(1)
    expect(await database.query("SELECT entry FROM cases WHERE kind = 'held'")).toHaveLength(1)
    await mend()
    expect((await sendWhole(venue)).answers[0]).toEqual(['recorded', ''])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: '' })
    await expectNothingLeft()
  })

  test('[K395] what is held when it comes whole is for a person, also where one closed its case while it was unread', async () => {
    const id = take(0)
    const mend = await breakOnLast()
    const manager = await server.enrol('desk', 'manager')
    await decide(manager, id, 'close', 'our rules break on it')
    expect(await database.query('SELECT entry FROM cases WHERE closed_at IS NULL')).toEqual([])
    server.pass(DAY)
    await mend()
    await revoke(venue)
    const { answers } = await venue.sendEntries(venue.acts)
    expect(answers[0]).toMatchObject({
      answer: 'held',
      outcome: { type: 'held', heldUnits: 1, words: 'our rules break on it' },
    })
    const response = await manager.ask('GET', '/api/manage/cases')
    const { cases, held } = v.parse(managedCases, await response.json())
    expect(held).toEqual([])
    expect(cases).toMatchObject([
      {
        ...{ entry: id, kind: 'held', batch: 1, pass: 0, openedAt: server.now(), reason: 'revoked' },
        decisions: ['pay', 'refuse'],
        history: [{ what: 'decision', kind: 'close', words: 'our rules break on it' }, { what: 'outcome' }],
      },
    ])
    await venue.sendEntries(venue.acts)
    expect(await decide(manager, id, 'pay', 'it was done before')).toMatchObject({
      outcome: { type: 'covered' },
    })
    expect(await payable()).toBe(2000)
    await expectNothingLeft()
    await venue.sendEntries(venue.acts)
    await expectNothingLeft()
  })

  test('[K395] what nobody closed waits since it was opened, and names its pass now', async () => {
    const id = take(0)
    const mend = await breakOnLast()
    const openedAt = server.now()
    server.pass(DAY)
    await mend()
    await revoke(venue)
    await venue.sendEntries(venue.acts)
    const manager = await server.enrol('desk', 'manager')
    const response = await manager.ask('GET', '/api/manage/cases')
    expect(v.parse(managedCases, await response.json()).cases).toMatchObject([
      { entry: id, kind: 'held', batch: 1, pass: 0, openedAt },
    ])
  })

  test('[K395] so is an act of a pass that nobody can tell, which is held as such', async () => {
    const id = take(0)
    rewriteLast(venue, { body: bodyOfNobody })
    take(1)
    // What stands in the way of its word: the store cannot take it.
    await database.query(
      `INSERT INTO outcomes (programme, entry, number, type, covered_units, honoured_units, held_units, reason, words, decided_at)
       VALUES ($1, $2, 1, 'noted', 0, 0, 0, '', '', 0)`,
      [programmeNumber, id],
    )
    expect((await venue.push())?.answers.map(({ reason }) => reason)).toEqual(['not-recordable', ''])
    const manager = await server.enrol('desk', 'manager')
    await decide(manager, id, 'close', 'the store cannot take it')
    await database.query('DELETE FROM outcomes WHERE entry = $1', [id])
    expect((await sendWhole(venue)).answers[0]).toEqual(['recorded', ''])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'held', reason: 'unknown-pass' })
    const response = await manager.ask('GET', '/api/manage/cases')
    expect(v.parse(managedCases, await response.json()).cases).toMatchObject([
      { entry: id, kind: 'held', batch: null, decisions: ['refuse'] },
    ])
  })

  test('[K388] of a device that was revoked meanwhile is held for a person, as any of its acts', async () => {
    const id = take(0)
    take(1)
    await park(venue, [0])
    await revoke(venue)
    const sent = await venue.sendEntries(venue.acts)
    expect(sent.answers[0]).toMatchObject({ answer: 'held', reason: 'revoked' })
    expect(sent.acknowledged.sequence).toBe(2)
    expect(await payable()).toBe(1000)
    expect(await database.query('SELECT entry FROM cases WHERE closed_at IS NULL')).toEqual([{ entry: id }])
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test.each([
    { what: 'before its undo', told: 'held', isKnown: true },
    { what: 'before its undo, of a pass that nobody can tell', told: 'held', isKnown: false },
    { what: 'behind its undo', told: 'flagged', isKnown: true },
  ])(
    '[K396] of a device that was revoked $what, is taken back by it: no unit is used, nobody can pay it',
    async ({ told, isKnown }) => {
      const id = take(0)
      if (!isKnown) rewriteLast(venue, { body: bodyOfNobody })
      const undo = venue.voidAct(id, 'mistake')
      if (told === 'held') await revoke(venue)
      await park(venue, [0])
      expect(await database.query('SELECT kind FROM cases WHERE entry = $1', [undo])).toEqual([
        { kind: told },
      ])
      await revoke(venue)
      const { answers } = await venue.sendEntries(venue.acts)
      expect(answers).toMatchObject([
        { answer: 'held', reason: 'revoked', outcome: { entry: id, type: 'voided', heldUnits: 0 } },
        { outcome: { entry: undo, type: 'noted' } },
      ])
      await expectNothingLeft()
      expect(await database.query('SELECT used FROM passes WHERE used > 0')).toEqual([])
      const manager = await server.enrol('desk', 'manager')
      expect(await decide(manager, id, 'pay', 'it was done')).toMatchObject({ type: 'refused' })
      const before = await everything()
      await venue.sendEntries(venue.acts)
      expect(await everything()).toEqual(before)
    },
  )
})

/** One unit of a number that is no pass's. */
const bodyOfNobody = { code: null, service: 'first-steps', units: 1, proof: { typed: '2222-2222-2222' } }

/** What an act may change. */
async function everything() {
  const tables = ['entries', 'held_entries', 'outcomes', 'transfers', 'cases', 'decisions', 'passes']
  return Promise.all(
    tables.map(async (table) => database.query(`SELECT * FROM ${table} ORDER BY ${table}::text`)),
  )
}
