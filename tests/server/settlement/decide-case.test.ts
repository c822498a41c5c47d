import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database } from '#server/database/database.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { openCasework, type Casework, why } from '#tests/support/casework.ts'
import { programmeNumber, scanOf } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

describe('a decision', () => {
  test('[G41] needs a reason and a case, is kept in the audit trail, and lifts the watch of what it closes', async () => {
    await work.handOver([0])
    const [first, second] = [await work.server.enrol('venue'), await work.server.enrol('other')]
    for (let used = 0; used < 9; used++) {
      work.take(first, 0)
      await first.push()
      await work.server.publish()
      await first.pull()
    }
    await second.pull()
    work.take(first, 0)
    const id = work.take(second, 0)
    await first.push()
    await second.push()
    expect(await work.passNow(1, 0)).toMatchObject({ state: 'watch' })
    const [open] = await work.casesNow()
    expect(open).toMatchObject({
      entry: id,
      kind: 'honoured',
      decisions: ['close'],
      history: [{ what: 'outcome' }],
    })
    const path = `cases/${id}/decide`
    expect(await work.post(path, { kind: 'honoured', decision: 'close', why: ' ' })).toMatchObject({
      status: 400,
    })
    expect(await work.post(path, { kind: 'honoured', decision: 'pay', why })).toMatchObject({
      reason: 'not-possible',
    })
    expect(await work.post(path, { kind: 'disputed', decision: 'close', why })).toMatchObject({
      reason: 'unknown-case',
    })
    expect(await work.post(path, { kind: 'honoured', decision: 'close', why })).toMatchObject({
      type: 'decided',
    })
    expect(await work.passNow(1, 0)).toMatchObject({ state: 'active' })
    expect(await work.outcomeOf(second, id)).toMatchObject({ type: 'honoured', words: why })
    await work.server.publish()
    await second.pull()
    expect(
      second.redeem(work.server.codeOf(1, 0), 'first-steps', scanOf(work.server.codeOf(1, 0))).verdict.type,
    ).toBe('refused:insufficient-balance')
    const trail = await database.query<{ act: string; why: string }>('SELECT act, why FROM audit_trail')
    expect(trail).toEqual([{ act: 'decide-case', why }])
  })

  test('[G42] [G43] a void by the manager gives the unit back, once; a contest holds the money until it is answered', async () => {
    await work.handOver([0, 1])
    const venue = await work.server.enrol('venue')
    const [voided, contested] = [work.take(venue, 0), work.take(venue, 1)]
    await venue.push()
    expect(await work.post(`acts/${voided}/void`, { why })).toMatchObject({ type: 'voided' })
    expect(await work.post(`acts/${voided}/void`, { why })).toMatchObject({ reason: 'already-voided' })
    expect(await work.post('acts/nothing/void', { why })).toMatchObject({ reason: 'unknown-act' })
    expect(await work.outcomeOf(venue, voided)).toMatchObject({ type: 'voided', reason: 'voided-by-manager' })
    expect(await work.passNow(1, 0)).toMatchObject({ used: 0 })

    expect(await work.post(`acts/${contested}/contest`, { by: 'person', why })).toMatchObject({
      type: 'contested',
    })
    expect(await work.post(`acts/${contested}/contest`, { by: 'person', why })).toMatchObject({
      reason: 'already-contested',
    })
    expect(await work.payable('venue')).toBe(0)
    expect(await work.passNow(1, 1)).toMatchObject({ used: 1 })
    const [open] = await work.casesNow()
    expect(open).toMatchObject({ kind: 'contested', reason: 'contested-by-person' })
    expect(open?.decisions).toEqual(['uphold', 'dismiss'])
    const decide = (decision: string) =>
      work.post(`cases/${contested}/decide`, { kind: 'contested', decision, why })
    expect(await decide('dismiss')).toMatchObject({ outcome: { type: 'covered' } })
    expect(await work.payable('venue')).toBe(1000)
    await work.post(`acts/${contested}/contest`, { by: 'venue', why })
    expect((await work.casesNow())[0]?.history.map(({ what }) => what)).toContain('contest')
    expect(await decide('uphold')).toMatchObject({ outcome: { type: 'disputed', reason: 'contest-upheld' } })
    expect(await work.payable('venue')).toBe(0)
    expect(await work.passNow(1, 1)).toMatchObject({ used: 0 })
  })
})

describe('a decision that is changed', () => {
  test('[G91] on the page of the pass, with a reason, as often as needed: the last one counts, its history stays, the venue is told', async () => {
    const { venue, ids } = await work.forked()
    const [id = ''] = ids
    const lineNow = async () => (await work.passNow(1, 2)).lines.find(({ entry }) => entry === id)
    expect(await lineNow()).toMatchObject({ decided: false, case: 'held', decisions: ['pay', 'refuse'] })
    const decide = async (decision: string, words: string) => {
      const line = await lineNow()
      return work.post(`cases/${id}/decide`, { kind: line?.case, decision, why: words })
    }
    for (const [decision, type, paid] of [
      ['pay', 'covered', 3000],
      ['refuse', 'disputed', 2000],
      ['pay', 'covered', 3000],
    ] as const) {
      expect(await decide(decision, `we say ${decision}`)).toMatchObject({ outcome: { type } })
      expect(await lineNow()).toMatchObject({ decided: true, decisions: ['pay', 'refuse'] })
      expect(await work.payable('venue')).toBe(paid)
      expect(await work.outcomeOf(venue, id)).toMatchObject({ type, words: `we say ${decision}` })
    }
    const said = (await lineNow())?.history.filter(({ what }) => what === 'decision')
    expect(said?.map((item) => 'words' in item && item.words)).toEqual([
      'we say pay',
      'we say refuse',
      'we say pay',
    ])
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })

  test('[G92] what the manager voided by mistake is paid again; what its device took back is not', async () => {
    await work.handOver([0, 1])
    const venue = await work.server.enrol('venue')
    const [id, own] = [work.take(venue, 0), work.take(venue, 1)]
    await venue.push()
    for (const each of [id, own]) await work.post(`acts/${each}/void`, { why: 'by mistake' })
    expect(await work.payable('venue')).toBe(0)
    venue.voidAct(own, 'mistake')
    await venue.push()
    const lineNow = async (pass: number) =>
      (await work.passNow(1, pass)).lines.find(({ history }) => history.length > 1)
    expect(await lineNow(1)).toMatchObject({ entry: own, decided: false, decisions: [] })
    const pay = { kind: 'disputed', decision: 'pay', why: 'it was no mistake' }
    expect(await work.post(`cases/${own}/decide`, pay)).toMatchObject({ type: 'refused' })
    const line = await lineNow(0)
    expect(line).toMatchObject({ entry: id, decided: true, decisions: ['pay', 'refuse'] })
    expect(await work.post(`cases/${id}/decide`, { ...pay, kind: line?.case })).toMatchObject({
      outcome: { type: 'covered' },
    })
    expect(await work.payable('venue')).toBe(1000)
    expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: 'it was no mistake' })
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })
})

test('[K61] a contest by a device holds the line, and one of a line that is not its own is flagged', async () => {
  const desk = await work.handOver([0])
  const [venue, other] = [await work.server.enrol('venue'), await work.server.enrol('other')]
  const id = work.take(venue, 0)
  await venue.push()
  other.act('contest', { redemption: id, by: 'venue', reason: 'not ours' })
  expect((await other.push())?.answers[0]?.outcome).toMatchObject({
    type: 'flagged',
    reason: 'not-its-own-act',
  })
  expect(await work.payable('venue')).toBe(1000)
  desk.act('contest', { redemption: id, by: 'person', reason: 'I was not there' })
  desk.act('contest', { redemption: desk.device, by: 'person', reason: 'nor there' })
  const answers = (await desk.push())?.answers.map(({ outcome }) => [outcome?.type, outcome?.reason])
  expect(answers).toEqual([
    ['noted', ''],
    ['flagged', 'unknown-act'],
  ])
  expect(await work.payable('venue')).toBe(0)
  expect(await work.outcomeOf(venue, id)).toMatchObject({
    type: 'held',
    words: 'I was not there',
    heldUnits: 1,
  })
})

test('[K62] an incident is noted, and shown to a person', async () => {
  const venue = await work.server.enrol('venue')
  const id = venue.act('incident', { what: 'clock-set-back', previous: null, detail: 'three hours' })
  expect((await venue.push())?.answers[0]?.outcome).toMatchObject({ type: 'noted', reason: 'incident' })
  expect(await work.casesNow()).toMatchObject([{ entry: id, kind: 'flagged', decisions: ['close'] }])
  await work.post(`cases/${id}/decide`, { kind: 'flagged', decision: 'close', why })
  expect(await work.casesNow()).toEqual([])
  expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'noted', words: why })
})
