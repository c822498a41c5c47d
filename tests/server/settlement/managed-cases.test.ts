import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database } from '#server/database/database.ts'
import { listHeldEntries } from '#server/settlement/held-entries.ts'
import { openCasework, type Casework, why } from '#tests/support/casework.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

describe('what a person reads before and after', () => {
  test('[G30] an act kept outside the journal says what it says, and is closed with a reason while its bytes stay', async () => {
    const [venue, other] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    const id = work.take(other, 0)
    await venue.sendEntries(other.acts)
    const [held] = await work.heldNow()
    expect(held).toMatchObject({
      reason: 'other-device',
      says: { entry: id, kind: 'redemption', batch: 1, pass: 0, cheque: 0, units: 1 },
      decisions: ['close'],
    })
    expect(
      await work.post(`cases/${held?.case}/decide`, { kind: 'held', decision: 'close', why }),
    ).toMatchObject({
      type: 'decided',
      outcome: null,
    })
    expect(await work.heldNow()).toEqual([])
    expect(await database.query('SELECT reason FROM held_entries')).toEqual([{ reason: 'other-device' }])
    await (await work.server.enrol('venue')).sendEntries(other.acts)
    expect(await database.query('SELECT reason FROM held_entries')).toHaveLength(2)
    expect(await work.heldNow()).toEqual([])
  })

  test('[K395] what was closed as brought by another device is a case again when its own, revoked, sends it', async () => {
    const [venue, other] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    const id = work.take(other, 0)
    await venue.sendEntries(other.acts)
    await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'close', why })
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [other.device])
    await other.push()
    expect(await work.casesNow()).toMatchObject([
      {
        ...{ entry: id, kind: 'held', pass: 0, reason: 'revoked', decisions: ['pay', 'refuse'] },
        history: [{ what: 'decision', kind: 'close', words: why }, { what: 'outcome' }],
      },
    ])
  })

  test('[G72] however many were closed since, what nobody has looked at is found behind them', async () => {
    const [venue, other] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    const ids: string[] = []
    for (const pass of [0, 1, 2, 3]) ids.push(work.take(other, pass))
    await venue.sendEntries(other.acts)
    const [oldest, ...later] = ids
    for (const id of later) await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'close', why })
    for (const atOnce of [1, 2, 3, 500]) {
      const { held } = await listHeldEntries(database, programmeNumber, { atOnce })
      expect(held.map(({ says }) => says?.entry)).toEqual([oldest])
    }
  })

  test('[G30] what waits for an earlier act is shown, and is no case of anybody', async () => {
    const venue = await work.server.enrol('venue')
    work.take(venue, 0)
    work.take(venue, 1)
    await venue.sendEntries(venue.acts.slice(1))
    expect(await work.heldNow()).toMatchObject([{ reason: 'gap', says: { pass: 1 }, decisions: [] }])
  })

  test('[K272] bytes that nobody can read have a case: what is known of them, closed with a reason, and no more', async () => {
    const venue = await work.server.enrol('venue')
    work.take(venue, 0)
    const bytes = Uint8Array.of(0xff, 0x00)
    await venue.sendEntries([...venue.acts, { bytes, personal: null }])
    const [held] = await work.heldNow()
    expect(held).toMatchObject({
      ...{ reason: 'unreadable', says: null, decisions: ['close'] },
      ...{ bytes: 2, device: venue.device, structureName: 'Lieu venue', receivedAt: work.server.now() },
    })
    const path = `cases/${held?.case}/decide`
    expect(await work.post(path, { kind: 'held', decision: 'pay', why })).toMatchObject({
      reason: 'not-possible',
    })
    expect(await work.post(path, { kind: 'held', decision: 'close', why })).toMatchObject({ type: 'decided' })
    expect(await work.heldNow()).toEqual([])
    await venue.sendEntries([...venue.acts, { bytes, personal: null }])
    expect(await work.heldNow()).toEqual([])
    expect(await database.query('SELECT bytes FROM held_entries')).toEqual([{ bytes }])
    const trail = await database.query<{ why: string }>(
      "SELECT why FROM audit_trail WHERE act = 'decide-case'",
    )
    expect(trail).toEqual([{ why }])
  })

  test('[K405] a case of what cannot be read is closed once: who comes second is told that nothing is left to close', async () => {
    const venue = await work.server.enrol('venue')
    work.take(venue, 0)
    await venue.sendEntries([...venue.acts, { bytes: Uint8Array.of(0xff), personal: null }])
    const [held] = await work.heldNow()
    const close = async (words: string) =>
      work.post(`cases/${held?.case}/decide`, { kind: 'held', decision: 'close', why: words })
    const both = await Promise.all([close('nobody can read it'), close('nor can I')])
    expect(both.map(({ type }) => type).toSorted()).toEqual(['decided', 'refused'])
    expect(await close('once more')).toMatchObject({ type: 'refused', reason: 'not-possible' })
    expect(await database.query('SELECT turn FROM decisions')).toEqual([{ turn: 1 }])
    expect(await database.query('SELECT act FROM audit_trail')).toEqual([{ act: 'decide-case' }])
  })

  test('[K272] so have a time beyond all calendars, and the second of two acts under one id', async () => {
    const [venue, other] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    const id = work.take(venue, 0)
    await venue.push()
    work.take(other, 0)
    rewriteLast(other, { id })
    work.take(other, 1)
    rewriteLast(other, { deviceTime: 9e15 })
    expect((await other.push())?.answers.map(({ reason }) => reason)).toEqual(['same-id', 'unreadable'])
    const held = await work.heldNow()
    expect(held.map(({ decisions }) => decisions)).toEqual([['close'], ['close']])
    for (const each of held)
      await work.post(`cases/${each.case}/decide`, { kind: 'held', decision: 'close', why })
    expect(await work.heldNow()).toEqual([])
    expect(await database.query("SELECT type FROM outcomes WHERE reason <> ''")).toEqual([
      { type: 'waiting' },
    ])
  })

  test('[G31] a pass tells of each act what was said of it and what may be done, and which pass took its place', async () => {
    await work.handOver([0])
    const venue = await work.server.enrol('venue')
    const id = work.take(venue, 0)
    await venue.push()
    const lineOf = async (pass: number) =>
      (await work.passNow(1, pass)).lines.find(({ entry }) => entry === id)
    expect(await lineOf(0)).toMatchObject({ mayVoid: true, mayContest: true })
    await work.post(`acts/${id}/contest`, { by: 'person', why })
    expect(await lineOf(0)).toMatchObject({ mayVoid: true, mayContest: false })
    await work.post(`passes/1/0/replace`, { batch: 1, pass: 1, why: 'torn' })
    await work.post(`acts/${id}/void`, { why: 'by mistake' })
    const line = await lineOf(1)
    expect(line).toMatchObject({ mayVoid: false, mayContest: false })
    expect(line?.history.filter(({ what }) => what !== 'outcome')).toMatchObject([
      { what: 'contest', by: 'person', words: why },
      { what: 'decision', kind: 'void', words: 'by mistake' },
    ])
    expect((await work.passNow(1, 1)).replacements).toMatchObject([
      { former: { batch: 1, pass: 0 }, newer: { batch: 1, pass: 1 }, why: 'torn' },
    ])
  })
})
