import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { HOUR, MINUTE } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import type { PassProof } from '#protocol/journal-entry.ts'
import { managedCases } from '#protocol/manage/cases.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { listHeldEntries } from '#server/settlement/held-entries.ts'
import { topUpContingency } from '#server/settlement/top-up-contingency.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(() => begin({}))
afterAll(() => database.close())

async function begin(changes: Parameters<typeof startTestServer>[1]): Promise<void> {
  await emptyDatabase(database)
  server = await startTestServer(database, changes)
  manager = await server.enrol('desk', 'manager')
}

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
const why = 'as told on the telephone'

async function handOver(passes: readonly number[], batch = 1): Promise<VirtualDevice> {
  const desk = await server.enrol('desk')
  for (const pass of passes) {
    const code = server.codeOf(batch, pass)
    expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  }
  await desk.push()
  await server.publish()
  return desk
}

/** One unit of a card, or one cheque, taken by a device. */
function take(device: VirtualDevice, pass: number, batch = 1, cheque = 0): string {
  const code = server.codeOf(batch, pass, cheque)
  const { id } = device.redeem(code, 'first-steps', scanOf(code))
  if (!id) throw new Error('nothing was taken')
  return id
}

/** Two acts of a device, and two more that begin again behind the first of them, as a copied store would write. */
async function forked() {
  await handOver([0, 1, 2, 3])
  const venue = await server.enrol('venue')
  take(venue, 0)
  const [first] = venue.acts
  take(venue, 1)
  await venue.push()
  if (!first) throw new Error('no act')
  venue.acts.splice(1)
  const ids = [take(venue, 2), take(venue, 3)]
  return { venue, ids, answer: await venue.sendEntries(venue.acts.slice(1)) }
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await manager.ask('POST', `/api/manage/${path}`, utf8(JSON.stringify(body)))
  return { status: response.status, ...((await response.json()) as object) }
}

async function casesNow() {
  const response = await manager.ask('GET', '/api/manage/cases')
  return v.parse(managedCases, await response.json()).cases
}

async function heldNow() {
  const response = await manager.ask('GET', '/api/manage/cases')
  return v.parse(managedCases, await response.json()).held
}

async function passNow(batch: number, pass: number) {
  const response = await manager.ask('GET', `/api/manage/passes/${batch}/${pass}`)
  return v.parse(managedPass, await response.json())
}

async function payable(structure: string): Promise<number> {
  return balanceOf(database, programmeNumber, `payable/${structure}`)
}

async function outcomeOf(device: VirtualDevice, entry: string) {
  await device.pull()
  return device.outcomes.get(entry)
}

describe('what a person reads before and after', () => {
  test('[G30] an act kept outside the journal says what it says, and is closed with a reason while its bytes stay', async () => {
    const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
    const id = take(other, 0)
    await venue.sendEntries(other.acts)
    const [held] = await heldNow()
    expect(held).toMatchObject({
      reason: 'other-device',
      says: { entry: id, kind: 'redemption', batch: 1, pass: 0, cheque: 0, units: 1 },
      decisions: ['close'],
    })
    expect(await post(`cases/${held?.case}/decide`, { kind: 'held', decision: 'close', why })).toMatchObject({
      type: 'decided',
      outcome: null,
    })
    expect(await heldNow()).toEqual([])
    expect(await database.query('SELECT reason FROM held_entries')).toEqual([{ reason: 'other-device' }])
    await (await server.enrol('venue')).sendEntries(other.acts)
    expect(await database.query('SELECT reason FROM held_entries')).toHaveLength(2)
    expect(await heldNow()).toEqual([])
  })

  test('[K395] what was closed as brought by another device is a case again when its own, revoked, sends it', async () => {
    const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
    const id = take(other, 0)
    await venue.sendEntries(other.acts)
    await post(`cases/${id}/decide`, { kind: 'held', decision: 'close', why })
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [other.device])
    await other.push()
    expect(await casesNow()).toMatchObject([
      {
        ...{ entry: id, kind: 'held', pass: 0, reason: 'revoked', decisions: ['pay', 'refuse'] },
        history: [{ what: 'decision', kind: 'close', words: why }, { what: 'outcome' }],
      },
    ])
  })

  test('[G72] however many were closed since, what nobody has looked at is found behind them', async () => {
    const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
    const ids: string[] = []
    for (const pass of [0, 1, 2, 3]) ids.push(take(other, pass))
    await venue.sendEntries(other.acts)
    const [oldest, ...later] = ids
    for (const id of later) await post(`cases/${id}/decide`, { kind: 'held', decision: 'close', why })
    for (const atOnce of [1, 2, 3, 500]) {
      const { held } = await listHeldEntries(database, programmeNumber, { atOnce })
      expect(held.map(({ says }) => says?.entry)).toEqual([oldest])
    }
  })

  test('[G30] what waits for an earlier act is shown, and is no case of anybody', async () => {
    const venue = await server.enrol('venue')
    take(venue, 0)
    take(venue, 1)
    await venue.sendEntries(venue.acts.slice(1))
    expect(await heldNow()).toMatchObject([{ reason: 'gap', says: { pass: 1 }, decisions: [] }])
  })

  test('[K272] bytes that nobody can read have a case: what is known of them, closed with a reason, and no more', async () => {
    const venue = await server.enrol('venue')
    take(venue, 0)
    const bytes = Uint8Array.of(0xff, 0x00)
    await venue.sendEntries([...venue.acts, { bytes, personal: null }])
    const [held] = await heldNow()
    expect(held).toMatchObject({
      ...{ reason: 'unreadable', says: null, decisions: ['close'] },
      ...{ bytes: 2, device: venue.device, structureName: 'Lieu venue', receivedAt: server.now() },
    })
    const path = `cases/${held?.case}/decide`
    expect(await post(path, { kind: 'held', decision: 'pay', why })).toMatchObject({ reason: 'not-possible' })
    expect(await post(path, { kind: 'held', decision: 'close', why })).toMatchObject({ type: 'decided' })
    expect(await heldNow()).toEqual([])
    await venue.sendEntries([...venue.acts, { bytes, personal: null }])
    expect(await heldNow()).toEqual([])
    expect(await database.query('SELECT bytes FROM held_entries')).toEqual([{ bytes }])
    const trail = await database.query<{ why: string }>(
      "SELECT why FROM audit_trail WHERE act = 'decide-case'",
    )
    expect(trail).toEqual([{ why }])
  })

  test('[K272] so have a time beyond all calendars, and the second of two acts under one id', async () => {
    const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
    const id = take(venue, 0)
    await venue.push()
    take(other, 0)
    rewriteLast(other, { id })
    take(other, 1)
    rewriteLast(other, { deviceTime: 9e15 })
    expect((await other.push())?.answers.map(({ reason }) => reason)).toEqual(['same-id', 'unreadable'])
    const held = await heldNow()
    expect(held.map(({ decisions }) => decisions)).toEqual([['close'], ['close']])
    for (const each of held) await post(`cases/${each.case}/decide`, { kind: 'held', decision: 'close', why })
    expect(await heldNow()).toEqual([])
    expect(await database.query("SELECT type FROM outcomes WHERE reason <> ''")).toEqual([
      { type: 'waiting' },
    ])
  })

  test('[G31] a pass tells of each act what was said of it and what may be done, and which pass took its place', async () => {
    await handOver([0])
    const venue = await server.enrol('venue')
    const id = take(venue, 0)
    await venue.push()
    const lineOf = async (pass: number) => (await passNow(1, pass)).lines.find(({ entry }) => entry === id)
    expect(await lineOf(0)).toMatchObject({ mayVoid: true, mayContest: true })
    await post(`acts/${id}/contest`, { by: 'person', why })
    expect(await lineOf(0)).toMatchObject({ mayVoid: true, mayContest: false })
    await post(`passes/1/0/replace`, { batch: 1, pass: 1, why: 'torn' })
    await post(`acts/${id}/void`, { why: 'by mistake' })
    const line = await lineOf(1)
    expect(line).toMatchObject({ mayVoid: false, mayContest: false })
    expect(line?.history.filter(({ what }) => what !== 'outcome')).toMatchObject([
      { what: 'contest', by: 'person', words: why },
      { what: 'decision', kind: 'void', words: 'by mistake' },
    ])
    expect((await passNow(1, 1)).replacements).toMatchObject([
      { former: { batch: 1, pass: 0 }, newer: { batch: 1, pass: 1 }, why: 'torn' },
    ])
  })
})

describe('a decision that is changed', () => {
  test('[G91] on the page of the pass, with a reason, as often as needed: the last one counts, its history stays, the venue is told', async () => {
    const { venue, ids } = await forked()
    const [id = ''] = ids
    const lineNow = async () => (await passNow(1, 2)).lines.find(({ entry }) => entry === id)
    expect(await lineNow()).toMatchObject({ decided: false, case: 'held', decisions: ['pay', 'refuse'] })
    const decide = async (decision: string, words: string) => {
      const line = await lineNow()
      return post(`cases/${id}/decide`, { kind: line?.case, decision, why: words })
    }
    for (const [decision, type, paid] of [
      ['pay', 'covered', 3000],
      ['refuse', 'disputed', 2000],
      ['pay', 'covered', 3000],
    ] as const) {
      expect(await decide(decision, `we say ${decision}`)).toMatchObject({ outcome: { type } })
      expect(await lineNow()).toMatchObject({ decided: true, decisions: ['pay', 'refuse'] })
      expect(await payable('venue')).toBe(paid)
      expect(await outcomeOf(venue, id)).toMatchObject({ type, words: `we say ${decision}` })
    }
    const said = (await lineNow())?.history.filter(({ what }) => what === 'decision')
    expect(said?.map((item) => 'words' in item && item.words)).toEqual([
      'we say pay',
      'we say refuse',
      'we say pay',
    ])
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[G92] what the manager voided by mistake is paid again; what its device took back is not', async () => {
    await handOver([0, 1])
    const venue = await server.enrol('venue')
    const [id, own] = [take(venue, 0), take(venue, 1)]
    await venue.push()
    for (const each of [id, own]) await post(`acts/${each}/void`, { why: 'by mistake' })
    expect(await payable('venue')).toBe(0)
    venue.voidAct(own, 'mistake')
    await venue.push()
    const lineNow = async (pass: number) =>
      (await passNow(1, pass)).lines.find(({ history }) => history.length > 1)
    expect(await lineNow(1)).toMatchObject({ entry: own, decided: false, decisions: [] })
    const pay = { kind: 'disputed', decision: 'pay', why: 'it was no mistake' }
    expect(await post(`cases/${own}/decide`, pay)).toMatchObject({ type: 'refused' })
    const line = await lineNow(0)
    expect(line).toMatchObject({ entry: id, decided: true, decisions: ['pay', 'refuse'] })
    expect(await post(`cases/${id}/decide`, { ...pay, kind: line?.case })).toMatchObject({
      outcome: { type: 'covered' },
    })
    expect(await payable('venue')).toBe(1000)
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: 'it was no mistake' })
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })
})

describe('an act that stands outside its chain', () => {
  test('[K55] behind a fork, is a line of its pass: its unit counts, nothing is paid', async () => {
    const { venue, ids, answer } = await forked()
    expect(answer.answers.map(({ answer: word, reason, outcome }) => [word, reason, outcome?.type])).toEqual([
      ['held', 'fork', 'held'],
      ['held', 'fork', 'held'],
    ])
    expect(answer.acknowledged.sequence).toBe(2)
    expect(await payable('venue')).toBe(2000)
    for (const pass of [2, 3]) expect(await passNow(1, pass)).toMatchObject({ used: 1, state: 'active' })
    const again = await venue.sendEntries(venue.acts.slice(1))
    expect(again.answers).toEqual(answer.answers)
    expect((await casesNow()).map(({ entry, kind, reason }) => [entry, kind, reason]).toSorted()).toEqual(
      ids.map((id) => [id, 'held', 'fork']).toSorted(),
    )
  })

  test('[K55] [K57] is paid by a decision, which its device learns with its words; the case is closed', async () => {
    const { venue, ids } = await forked()
    const [id = '', other = ''] = ids
    const open = (await casesNow()).find(({ entry }) => entry === id)
    expect(open?.decisions).toEqual(['pay', 'refuse'])
    expect(await post(`cases/${id}/decide`, { kind: 'held', decision: 'pay', why })).toMatchObject({
      type: 'decided',
      outcome: { type: 'covered', reason: 'paid-by-decision' },
    })
    expect(await post(`cases/${other}/decide`, { kind: 'held', decision: 'refuse', why })).toMatchObject({
      outcome: { type: 'disputed', reason: 'refused-by-decision' },
    })
    expect(await payable('venue')).toBe(3000)
    expect(await passNow(1, 3)).toMatchObject({ used: 0 })
    expect(await casesNow()).toEqual([])
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: why, heldUnits: 1 })
    expect(await outcomeOf(venue, other)).toMatchObject({ type: 'disputed', words: why, heldUnits: 0 })
    expect(await post(`cases/${id}/decide`, { kind: 'held', decision: 'refuse', why })).toMatchObject({
      outcome: { type: 'disputed' },
    })
    expect(await payable('venue')).toBe(2000)
    expect(await database.query('SELECT kind, why FROM decisions ORDER BY at, turn')).toHaveLength(3)
  })

  test('[K230] is undone by its own device alike, and holds nothing then', async () => {
    const { venue, ids } = await forked()
    const [id = ''] = ids
    expect(venue.voidAct(id, 'undone')).toBeDefined()
    const answer = await venue.sendEntries(venue.acts.slice(1))
    expect(answer.answers.at(-1)).toMatchObject({
      answer: 'held',
      reason: 'fork',
      outcome: { type: 'noted' },
    })
    expect(await outcomeOf(venue, id)).toMatchObject({ type: 'voided', heldUnits: 0 })
    expect(await passNow(1, 2)).toMatchObject({ used: 0 })
    expect(await passNow(1, 3)).toMatchObject({ used: 1 })
    expect((await casesNow()).map(({ entry }) => entry)).not.toContain(venue.acts.at(-1)?.id)
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K230] undoes nothing that stands in its chain', async () => {
    const { venue } = await forked()
    const [first] = venue.acts
    expect(venue.voidAct(first?.id ?? '', 'undone')).toBeDefined()
    const answer = await venue.sendEntries(venue.acts.slice(1))
    expect(answer.answers.at(-1)).toMatchObject({ answer: 'held', outcome: { type: 'held', reason: 'fork' } })
    expect(await passNow(1, 0)).toMatchObject({ used: 1 })
    expect(await payable('venue')).toBe(2000)
  })

  test('[K230] of a revoked device, is undone by it; what it did before is not', async () => {
    await handOver([0, 1])
    const venue = await server.enrol('venue')
    const before = take(venue, 0)
    await venue.push()
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
    const after = take(venue, 1)
    for (const id of [before, after]) expect(venue.voidAct(id, 'undone')).toBeDefined()
    await venue.push()
    expect(await passNow(1, 0)).toMatchObject({ used: 1 })
    expect(await passNow(1, 1)).toMatchObject({ used: 0 })
    expect(await payable('venue')).toBe(1000)
  })

  test('[K56] of a revoked device, has no effect of its own, and counts its unit', async () => {
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 0)
    desk.handOver(code, scanOf(code), said)
    take(venue, 0)
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = ANY($1)', [
      [desk.device, venue.device],
    ])
    await desk.push()
    const answer = await venue.push()
    expect(answer?.answers[0]).toMatchObject({ answer: 'held', outcome: { type: 'held', heldUnits: 1 } })
    expect(await passNow(1, 0)).toMatchObject({ used: 1, handedOver: false, state: 'in-stock' })
  })
})

describe('a decision', () => {
  test('[G41] needs a reason and a case, is kept in the audit trail, and lifts the watch of what it closes', async () => {
    await handOver([0])
    const [first, second] = [await server.enrol('venue'), await server.enrol('other')]
    for (let used = 0; used < 9; used++) {
      take(first, 0)
      await first.push()
      await server.publish()
      await first.pull()
    }
    await second.pull()
    take(first, 0)
    const id = take(second, 0)
    await first.push()
    await second.push()
    expect(await passNow(1, 0)).toMatchObject({ state: 'watch' })
    const [open] = await casesNow()
    expect(open).toMatchObject({
      entry: id,
      kind: 'honoured',
      decisions: ['close'],
      history: [{ what: 'outcome' }],
    })
    const path = `cases/${id}/decide`
    expect(await post(path, { kind: 'honoured', decision: 'close', why: ' ' })).toMatchObject({ status: 400 })
    expect(await post(path, { kind: 'honoured', decision: 'pay', why })).toMatchObject({
      reason: 'not-possible',
    })
    expect(await post(path, { kind: 'disputed', decision: 'close', why })).toMatchObject({
      reason: 'unknown-case',
    })
    expect(await post(path, { kind: 'honoured', decision: 'close', why })).toMatchObject({ type: 'decided' })
    expect(await passNow(1, 0)).toMatchObject({ state: 'active' })
    expect(await outcomeOf(second, id)).toMatchObject({ type: 'honoured', words: why })
    await server.publish()
    await second.pull()
    expect(second.redeem(server.codeOf(1, 0), 'first-steps', scanOf(server.codeOf(1, 0))).verdict.type).toBe(
      'refused:insufficient-balance',
    )
    const trail = await database.query<{ act: string; why: string }>('SELECT act, why FROM audit_trail')
    expect(trail).toEqual([{ act: 'decide-case', why }])
  })

  test('[G42] [G43] a void by the manager gives the unit back, once; a contest holds the money until it is answered', async () => {
    await handOver([0, 1])
    const venue = await server.enrol('venue')
    const [voided, contested] = [take(venue, 0), take(venue, 1)]
    await venue.push()
    expect(await post(`acts/${voided}/void`, { why })).toMatchObject({ type: 'voided' })
    expect(await post(`acts/${voided}/void`, { why })).toMatchObject({ reason: 'already-voided' })
    expect(await post('acts/nothing/void', { why })).toMatchObject({ reason: 'unknown-act' })
    expect(await outcomeOf(venue, voided)).toMatchObject({ type: 'voided', reason: 'voided-by-manager' })
    expect(await passNow(1, 0)).toMatchObject({ used: 0 })

    expect(await post(`acts/${contested}/contest`, { by: 'person', why })).toMatchObject({
      type: 'contested',
    })
    expect(await post(`acts/${contested}/contest`, { by: 'person', why })).toMatchObject({
      reason: 'already-contested',
    })
    expect(await payable('venue')).toBe(0)
    expect(await passNow(1, 1)).toMatchObject({ used: 1 })
    const [open] = await casesNow()
    expect(open).toMatchObject({ kind: 'contested', reason: 'contested-by-person' })
    expect(open?.decisions).toEqual(['uphold', 'dismiss'])
    const decide = (decision: string) =>
      post(`cases/${contested}/decide`, { kind: 'contested', decision, why })
    expect(await decide('dismiss')).toMatchObject({ outcome: { type: 'covered' } })
    expect(await payable('venue')).toBe(1000)
    await post(`acts/${contested}/contest`, { by: 'venue', why })
    expect((await casesNow())[0]?.history.map(({ what }) => what)).toContain('contest')
    expect(await decide('uphold')).toMatchObject({ outcome: { type: 'disputed', reason: 'contest-upheld' } })
    expect(await payable('venue')).toBe(0)
    expect(await passNow(1, 1)).toMatchObject({ used: 0 })
  })
})

describe('a block', () => {
  test('[K58] [G44] counts from its time: what was taken later, by who could not know, costs the person nothing', async () => {
    const desk = await handOver([0])
    const [early, late] = [await server.enrol('venue'), await server.enrol('other')]
    const before = take(early, 0)
    server.pass(HOUR)
    desk.act('block', { code: [1, 0, 0], proof: handoverProof(desk), reason: 'lost' })
    server.pass(HOUR)
    const after = take(late, 0)
    await late.push()
    expect((await outcomeOf(late, after))?.type).toBe('covered')
    await desk.push()
    expect(await outcomeOf(late, after)).toMatchObject({ type: 'honoured', reason: 'blocked', heldUnits: 0 })
    await early.push()
    expect((await outcomeOf(early, before))?.type).toBe('covered')
    expect(await passNow(1, 0)).toMatchObject({ state: 'suspended', used: 1, blocks: [{ why: 'lost' }] })
    await server.publish()
    await late.pull()
    expect(late.redeem(server.codeOf(1, 0), 'first-steps', scanOf(server.codeOf(1, 0))).verdict.type).toBe(
      'refused:suspended',
    )
    expect(await post('passes/1/0/block', { why })).toMatchObject({ type: 'already-blocked' })
    expect(await post('passes/1/0/unblock', { why })).toMatchObject({ type: 'unblocked' })
    expect(await post('passes/1/0/unblock', { why })).toMatchObject({ type: 'not-blocked' })
    expect(await post('passes/1/9999/block', { why })).toMatchObject({ reason: 'unknown-pass' })
    await server.publish()
    await late.pull()
    expect((await passNow(1, 0)).blocks).toHaveLength(2)
    take(late, 0)
    expect((await late.push())?.answers.at(-1)?.outcome?.type).toBe('covered')
  })

  test('[C6] is known at once to the device that made it: what it takes of the pass afterwards is disputed', async () => {
    await handOver([0])
    const venue = await server.enrol('venue')
    venue.act('block', { code: [1, 0, 0], proof: scanOf(server.codeOf(1, 0)), reason: 'found' })
    server.pass(MINUTE)
    const blocked = take(venue, 0)
    server.pass(MINUTE)
    venue.act('unblock', { code: [1, 0, 0], proof: scanOf(server.codeOf(1, 0)), reason: 'hers' })
    await venue.push()
    expect(await outcomeOf(venue, blocked)).toMatchObject({ type: 'disputed', reason: 'rules-not-kept' })
    server.pass(MINUTE)
    venue.voidAct(blocked, 'not-served')
    take(venue, 0)
    expect((await venue.push())?.answers.at(-1)?.outcome?.type).toBe('covered')
  })

  test('[K59] with a proof that does not hold is flagged and blocks nothing', async () => {
    const desk = await handOver([0])
    const invented = { scan: new Uint8Array(64).fill(1) }
    const nowhere = { handover: desk.device }
    for (const proof of [invented, nowhere]) desk.act('block', { code: [1, 0, 0], proof, reason: 'lost' })
    const answer = await desk.push()
    expect(answer?.answers.map(({ outcome }) => [outcome?.type, outcome?.reason])).toEqual([
      ['flagged', 'proof-fails'],
      ['flagged', 'proof-fails'],
    ])
    expect(await passNow(1, 0)).toMatchObject({ state: 'active', blocks: [] })
  })
})

describe('a replacement', () => {
  test('[K60] moves what is left to the new pass: one family of N units, the former one closed', async () => {
    const desk = await handOver([0], 2)
    const venue = await server.enrol('venue')
    take(venue, 0, 2, 4)
    await venue.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(server.codeOf(2, 1)) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
    expect(await passNow(2, 0)).toMatchObject({ state: 'closed', used: 0 })
    expect(await passNow(2, 1)).toMatchObject({ state: 'active', used: 1, cheques: [4], handedOver: true })
    const late = take(venue, 0, 2, 5)
    const own = take(venue, 0, 2, 6)
    await venue.push()
    await server.publish()
    const other = await server.enrol('other')
    const verdicts = [4, 5, 7].map(
      (cheque) =>
        other.redeem(server.codeOf(2, 1, cheque), 'first-steps', scanOf(server.codeOf(2, 1, cheque))).verdict
          .type,
    )
    expect(verdicts).toEqual(['refused:cheque-used', 'refused:cheque-used', 'accepted'])
    await other.push()
    expect((await outcomeOf(venue, late))?.type).toBe('covered')
    expect((await outcomeOf(venue, own))?.type).toBe('covered')
    expect(await passNow(2, 1)).toMatchObject({ used: 4, cheques: [4, 5, 6, 7] })
    expect((await passNow(2, 1)).acts.length).toBeGreaterThan(4)
  })

  test('[K254] by the pass of another person is flagged, and joins nobody’s cheques', async () => {
    const desk = await handOver([0], 2)
    const other = await server.enrol('desk')
    const code = server.codeOf(2, 1)
    expect(
      other.handOver(code, scanOf(code), { age: 'not-said', situations: [], language: 'fr' }),
    ).toBeDefined()
    await other.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(code) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome).toMatchObject({
      type: 'flagged',
      reason: 'already-handed-over',
    })
    expect(await passNow(2, 0)).toMatchObject({ state: 'active' })
    expect(await passNow(2, 1)).toMatchObject({ state: 'active' })
    expect(await casesNow()).toHaveLength(1)
  })

  test('[K254] by a pass that a venue took before it heard of it, joins: the person holds it', async () => {
    const desk = await handOver([0], 2)
    const venue = await server.enrol('venue')
    take(venue, 1, 2, 1)
    await venue.push()
    desk.act('replacement', {
      old: { code: [2, 0, 0], proof: handoverProof(desk) },
      new: { code: [2, 1, 0], proof: scanOf(server.codeOf(2, 1)) },
      reason: 'damaged',
    })
    expect((await desk.push())?.answers[0]?.outcome?.type).toBe('noted')
    expect(await passNow(2, 1)).toMatchObject({ state: 'active', used: 1 })
  })

  test('[G45] by the manager, a chain of them works, and what cannot be is refused with its reason', async () => {
    await handOver([0, 3])
    const venue = await server.enrol('venue')
    take(venue, 0)
    await venue.push()
    const replace = (pass: number, batch: number, newer: number) =>
      post(`passes/1/${pass}/replace`, { batch, pass: newer, why })
    expect(await replace(0, 2, 1)).toMatchObject({ reason: 'not-alike' })
    expect(await replace(0, 1, 0)).toMatchObject({ reason: 'not-alike' })
    expect(await replace(0, 3, 1)).toMatchObject({ reason: 'not-opened' })
    expect(await replace(0, 1, 3)).toMatchObject({ reason: 'already-handed-over' })
    expect(await replace(0, 1, 9999)).toMatchObject({ reason: 'unknown-pass' })
    expect(await replace(0, 1, 1)).toMatchObject({ type: 'replaced' })
    expect(await replace(0, 1, 2)).toMatchObject({ reason: 'already-replaced' })
    expect(await replace(1, 1, 2)).toMatchObject({ type: 'replaced' })
    const states = [0, 1, 2].map(async (pass) => {
      const { state, used, handedOver } = await passNow(1, pass)
      return [state, used, handedOver]
    })
    expect(await Promise.all(states)).toEqual([
      ['closed', 0, false],
      ['closed', 0, false],
      ['active', 1, true],
    ])
    expect((await passNow(1, 0)).family).toEqual([
      { batch: 1, pass: 0, newest: false },
      { batch: 1, pass: 1, newest: false },
      { batch: 1, pass: 2, newest: true },
    ])
  })
})

test('[K61] a contest by a device holds the line, and one of a line that is not its own is flagged', async () => {
  const desk = await handOver([0])
  const [venue, other] = [await server.enrol('venue'), await server.enrol('other')]
  const id = take(venue, 0)
  await venue.push()
  other.act('contest', { redemption: id, by: 'venue', reason: 'not ours' })
  expect((await other.push())?.answers[0]?.outcome).toMatchObject({
    type: 'flagged',
    reason: 'not-its-own-act',
  })
  expect(await payable('venue')).toBe(1000)
  desk.act('contest', { redemption: id, by: 'person', reason: 'I was not there' })
  desk.act('contest', { redemption: desk.device, by: 'person', reason: 'nor there' })
  const answers = (await desk.push())?.answers.map(({ outcome }) => [outcome?.type, outcome?.reason])
  expect(answers).toEqual([
    ['noted', ''],
    ['flagged', 'unknown-act'],
  ])
  expect(await payable('venue')).toBe(0)
  expect(await outcomeOf(venue, id)).toMatchObject({ type: 'held', words: 'I was not there', heldUnits: 1 })
})

test('[K62] an incident is noted, and shown to a person', async () => {
  const venue = await server.enrol('venue')
  const id = venue.act('incident', { what: 'clock-set-back', previous: null, detail: 'three hours' })
  expect((await venue.push())?.answers[0]?.outcome).toMatchObject({ type: 'noted', reason: 'incident' })
  expect(await casesNow()).toMatchObject([{ entry: id, kind: 'flagged', decisions: ['close'] }])
  await post(`cases/${id}/decide`, { kind: 'flagged', decision: 'close', why })
  expect(await casesNow()).toEqual([])
  expect(await outcomeOf(venue, id)).toMatchObject({ type: 'noted', words: why })
})

test('[K63] a line for which the contingency has nothing left says so, and is decided again when it is topped up', async () => {
  await begin({ contingencyUnits: 0 })
  const desk = await handOver([0])
  desk.act('block', { code: [1, 0, 0], proof: handoverProof(desk), reason: 'lost' })
  server.pass(MINUTE)
  const venue = await server.enrol('venue')
  const id = take(venue, 0)
  await desk.push()
  expect((await venue.push())?.answers[0]?.outcome).toMatchObject({
    type: 'waiting',
    reason: 'contingency-empty',
  })
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const by = { device: manager.device, why }
  expect(await topUpContingency(server.installation, programme, { units: 0.5 }, by)).toEqual({
    type: 'refused',
    reason: 'units-not-whole',
  })
  expect(await topUpContingency(server.installation, programme, { units: 3 }, by)).toEqual({
    type: 'topped-up',
    balanceCents: 2000,
  })
  expect(await outcomeOf(venue, id)).toMatchObject({ type: 'honoured', reason: 'blocked' })
  expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(2000)
  expect(await payable('venue')).toBe(1000)
})

function handoverProof(desk: VirtualDevice): PassProof {
  const act = desk.acts.find(({ kind }) => kind === 'handover')
  if (!act) throw new Error('nothing was handed over')
  return { handover: act.id }
}
