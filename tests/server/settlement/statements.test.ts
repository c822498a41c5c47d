import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import type { Programme } from '#domain/programme.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { changeRules } from '#server/directory/change-rules.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { contestByManager, decideCase, voidByManager } from '#server/settlement/decide-case.ts'
import { stateLines } from '#server/settlement/state-lines.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let programme: Programme
let desk: VirtualDevice
let venue: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  const found = await findProgramme(database, programmeNumber)
  if (!found) throw new Error('no programme')
  programme = found
  desk = await server.enrol('desk')
  venue = await server.enrol('venue')
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
const why = 'as told on the telephone'
const theDay = '2026-11-23'

async function handOver(batch: number, pass: number): Promise<void> {
  const code = server.codeOf(batch, pass)
  expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  await desk.push()
}

function take(device: VirtualDevice, batch: number, pass: number, cheque = 0): string {
  const code = server.codeOf(batch, pass, cheque)
  const { id } = device.redeem(code, 'first-steps', scanOf(code))
  if (!id) throw new Error('nothing was taken')
  return id
}

async function state(structure = 'venue', changes: { through?: string; locked?: boolean } = {}) {
  const by = { device: desk.device, why }
  const stated = await stateLines(
    server.installation,
    programme,
    { structure, through: theDay, locked: false, ...changes },
    by,
  )
  if (!stated.ok) return stated.error
  return stated.value.lines.map(({ entry, cents }) => [entry, cents])
}

async function setLag(statementLagDays: number): Promise<void> {
  const rules = { ...programme.rules, statementLagDays }
  const by = { device: desk.device, why }
  expect(await changeRules(server.installation, programmeNumber, rules, by)).toEqual({ type: 'saved' })
}

async function contest(entry: string): Promise<void> {
  const by = { device: desk.device, why }
  await contestByManager(server.installation, programme, entry, { by: 'person', why }, by)
}

async function uphold(entry: string): Promise<void> {
  await contest(entry)
  await answerContest(entry, 'uphold')
}

async function answerContest(entry: string, decision: 'uphold' | 'dismiss'): Promise<void> {
  const by = { device: desk.device, why }
  const request = { kind: 'contested', decision, why } as const
  expect(await decideCase(server.installation, programme, entry, request, by)).toMatchObject({
    type: 'decided',
  })
}

async function latest(entry: string) {
  const [row] = await database.query(
    'SELECT type, reason, covered_units, honoured_units, held_units FROM outcomes WHERE entry = $1 ORDER BY number DESC LIMIT 1',
    [entry],
  )
  return row
}

async function usedOf(batch: number, pass: number): Promise<number | undefined> {
  const [row] = await database.query<{ used: number }>(
    'SELECT used FROM passes WHERE programme = $1 AND batch = $2 AND pass = $3',
    [programmeNumber, batch, pass],
  )
  return row?.used
}

describe('a statement', () => {
  test('[M11] freezes the lines of a venue once; what is undone afterwards is a difference in the next', async () => {
    await handOver(1, 0)
    const [kept, undone] = [take(venue, 1, 0), take(venue, 1, 0)]
    venue.voidAct(undone, 'mistake')
    server.pass(MINUTE)
    const late = take(venue, 1, 1)
    await venue.push()
    await handOver(1, 1)
    server.pass(12 * DAY)
    expect(await state()).toEqual([
      [kept, 1000],
      [late, 1000],
    ])
    expect(await state()).toBe('nothing-to-state')
    venue.voidAct(late, 'mistake')
    await venue.push()
    expect(await state()).toEqual([[late, -1000]])
    expect(await state()).toBe('nothing-to-state')
    const [sum] = await database.query<{ lines: number; totals: number }>(
      `SELECT (SELECT sum(cents) FROM statement_lines)::bigint AS lines,
         (SELECT sum(cents) FROM statements)::bigint AS totals`,
    )
    expect(sum).toEqual({ lines: 1000, totals: 1000 })
    expect(await balanceOf(database, programmeNumber, 'payable/venue')).toBe(1000)
  })

  test('[M40] counts no act that its venue took back long after the time of the rules: the person has the cheque again', async () => {
    await handOver(1, 0)
    const id = take(venue, 1, 0)
    await venue.push()
    server.pass(programme.rules.voidsWithin + 5 * DAY)
    venue.voidAct(id, 'mistake')
    await venue.push()
    expect(await latest(id)).toMatchObject({ type: 'voided' })
    expect(await usedOf(1, 0)).toBe(0)
    expect(await balanceOf(database, programmeNumber, 'payable/venue')).toBe(0)
    server.pass(12 * DAY)
    expect(await state()).toBe('nothing-to-state')
  })

  test('[M12] is refused while money is locked, for a day that is too recent, and where nothing is to be stated', async () => {
    await handOver(1, 0)
    const id = take(venue, 1, 0)
    await venue.push()
    server.pass(10 * DAY)
    expect(await state()).toBe('too-recent')
    server.pass(DAY)
    expect(await state('venue', { locked: true })).toBe('locked')
    expect(await state('venue', { through: '2026-02-30' })).toBe('not-a-day')
    expect(await state('nowhere')).toBe('unknown-structure')
    expect(await state('other')).toBe('nothing-to-state')
    expect(await state('venue', { through: '2026-11-22' })).toBe('nothing-to-state')
    expect(await state()).toEqual([[id, 1000]])
  })

  test('[K360] asks for as many days as the programme says when it is made, whatever it said before', async () => {
    await handOver(1, 0)
    const id = take(venue, 1, 0)
    await venue.push()
    await setLag(20)
    server.pass(12 * DAY)
    expect(await state()).toBe('too-recent')
    server.pass(7 * DAY)
    expect(await state()).toBe('too-recent')
    server.pass(DAY)
    expect(await state()).toEqual([[id, 1000]])

    const late = take(venue, 1, 0)
    await venue.push()
    server.pass(11 * DAY)
    const through = '2026-12-13'
    expect(await state('venue', { through })).toBe('too-recent')
    await setLag(11)
    expect(await state('venue', { through })).toEqual([[late, 1000]])
  })

  test('[M13] pays a cheque once: contested with right, it is taken back and another line may have it', async () => {
    await handOver(2, 0)
    const first = take(venue, 2, 0, 4)
    await venue.push()
    server.pass(12 * DAY)
    expect(await state()).toEqual([[first, 1000]])
    expect(await database.query('SELECT cheque, entry FROM paid_cheques')).toEqual([
      { cheque: 4, entry: first },
    ])
    await uphold(first)
    expect(await database.query('SELECT cheque FROM paid_cheques')).toEqual([])
    await server.publish()
    const other = await server.enrol('other')
    const second = take(other, 2, 0, 4)
    await other.push()
    server.pass(12 * DAY)
    expect(await state('other', { through: '2026-12-05' })).toEqual([[second, 1000]])
    expect(await state()).toEqual([[first, -1000]])
    expect(await database.query('SELECT cheque, entry FROM paid_cheques')).toEqual([
      { cheque: 4, entry: second },
    ])
  })

  test('[M20] a stated cheque that is contested without right is paid by its line still, stated between or not', async () => {
    await handOver(2, 0)
    const id = take(venue, 2, 0, 4)
    await venue.push()
    server.pass(12 * DAY)
    expect(await state()).toEqual([[id, 1000]])
    const paid = () => database.query('SELECT cheque, entry FROM paid_cheques')
    await contest(id)
    await answerContest(id, 'dismiss')
    expect(await paid()).toEqual([{ cheque: 4, entry: id }])
    await contest(id)
    expect(await state()).toEqual([[id, -1000]])
    await answerContest(id, 'dismiss')
    expect(await state()).toEqual([[id, 1000]])
    expect(await paid()).toEqual([{ cheque: 4, entry: id }])
  })

  test('[M14] honours once what waits for a handover that never came, and keeps it so when the handover arrives', async () => {
    const id = take(venue, 1, 2)
    await venue.push()
    expect(await latest(id)).toMatchObject({ type: 'waiting', reason: 'handover-not-known' })
    const code = server.codeOf(1, 2)
    desk.handOver(code, scanOf(code), said)
    server.pass(12 * DAY)
    expect(await state()).toEqual([[id, 1000]])
    const honoured = { type: 'honoured', reason: 'handover-never-came', honoured_units: 1, held_units: 1 }
    expect(await latest(id)).toMatchObject(honoured)
    expect(await database.query('SELECT kind FROM cases WHERE entry = $1', [id])).toEqual([
      { kind: 'honoured' },
    ])
    await desk.push()
    expect(await latest(id)).toMatchObject(honoured)
    expect(await state()).toBe('nothing-to-state')
    expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(19_000)
    expect(await database.query('SELECT used FROM passes WHERE pass = 2')).toEqual([{ used: 1 }])
  })

  test('[M15] is never displaced: not by a void, a block or a replacement that arrives late; the manager voids no stated line', async () => {
    await handOver(1, 0)
    const id = take(venue, 1, 0)
    await venue.push()
    server.pass(12 * DAY)
    expect(await state()).toEqual([[id, 1000]])
    const [handover] = desk.acts
    const proof = { handover: handover?.id ?? '' }
    const spare = { code: [1, 1, 0], proof: scanOf(server.codeOf(1, 1)) } as const
    desk.act('replacement', { old: { code: [1, 0, 0], proof }, new: spare, reason: 'damaged' })
    await desk.push()
    await database.query("INSERT INTO blocks VALUES (7, 1, 0, 'early', 0, true, $1, 'lost')", [desk.device])
    const other = await server.enrol('other')
    take(other, 1, 1)
    await other.push()
    expect(await latest(id)).toMatchObject({ type: 'covered', covered_units: 1 })
    expect(await state()).toBe('nothing-to-state')
    const by = { device: desk.device, why }
    expect(await voidByManager(server.installation, programme, id, by)).toEqual({
      type: 'refused',
      reason: 'already-stated',
    })
  })
})
