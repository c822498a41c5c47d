import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database } from '#server/database/database.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { openCasework, said, type Casework, why } from '#tests/support/casework.ts'
import { programmeNumber, scanOf } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

describe('an act that stands outside its chain', () => {
  test('[K55] behind a fork, is a line of its pass: its unit counts, nothing is paid', async () => {
    const { venue, ids, answer } = await work.forked()
    expect(answer.answers.map(({ answer: word, reason, outcome }) => [word, reason, outcome?.type])).toEqual([
      ['held', 'fork', 'held'],
      ['held', 'fork', 'held'],
    ])
    expect(answer.acknowledged.sequence).toBe(2)
    expect(await work.payable('venue')).toBe(2000)
    for (const pass of [2, 3]) expect(await work.passNow(1, pass)).toMatchObject({ used: 1, state: 'active' })
    const again = await venue.sendEntries(venue.acts.slice(1))
    expect(again.answers).toEqual(answer.answers)
    expect(
      (await work.casesNow()).map(({ entry, kind, reason }) => [entry, kind, reason]).toSorted(),
    ).toEqual(ids.map((id) => [id, 'held', 'fork']).toSorted())
  })

  test('[K55] [K57] is paid by a decision, which its device learns with its words; the case is closed', async () => {
    const { venue, ids } = await work.forked()
    const [id = '', other = ''] = ids
    const open = (await work.casesNow()).find(({ entry }) => entry === id)
    expect(open?.decisions).toEqual(['pay', 'refuse'])
    expect(await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'pay', why })).toMatchObject({
      type: 'decided',
      outcome: { type: 'covered', reason: 'paid-by-decision' },
    })
    expect(await work.post(`cases/${other}/decide`, { kind: 'held', decision: 'refuse', why })).toMatchObject(
      {
        outcome: { type: 'disputed', reason: 'refused-by-decision' },
      },
    )
    expect(await work.payable('venue')).toBe(3000)
    expect(await work.passNow(1, 3)).toMatchObject({ used: 0 })
    expect(await work.casesNow()).toEqual([])
    expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'covered', words: why, heldUnits: 1 })
    expect(await work.outcomeOf(venue, other)).toMatchObject({ type: 'disputed', words: why, heldUnits: 0 })
    expect(await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'refuse', why })).toMatchObject({
      outcome: { type: 'disputed' },
    })
    expect(await work.payable('venue')).toBe(2000)
    expect(await database.query('SELECT kind, why FROM decisions ORDER BY at, turn')).toHaveLength(3)
  })

  test('[K230] is undone by its own device alike, and holds nothing then', async () => {
    const { venue, ids } = await work.forked()
    const [id = ''] = ids
    expect(venue.voidAct(id, 'undone')).toBeDefined()
    const answer = await venue.sendEntries(venue.acts.slice(1))
    expect(answer.answers.at(-1)).toMatchObject({
      answer: 'held',
      reason: 'fork',
      outcome: { type: 'noted' },
    })
    expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'voided', heldUnits: 0 })
    expect(await work.passNow(1, 2)).toMatchObject({ used: 0 })
    expect(await work.passNow(1, 3)).toMatchObject({ used: 1 })
    expect((await work.casesNow()).map(({ entry }) => entry)).not.toContain(venue.acts.at(-1)?.id)
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })

  test('[K406] is a case no more once its own device took it back: nobody has to say whether it is paid', async () => {
    const { venue, ids } = await work.forked()
    const [id = '', other = ''] = ids
    expect((await work.casesNow()).map(({ entry }) => entry).toSorted()).toEqual([id, other].toSorted())
    venue.voidAct(id, 'undone')
    await venue.sendEntries(venue.acts.slice(1))
    expect((await work.casesNow()).map(({ entry }) => entry)).toEqual([other])
    expect(await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'pay', why })).toMatchObject({
      type: 'refused',
    })
    const revoked = await work.server.enrol('other')
    const own = work.take(revoked, 0)
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [revoked.device])
    await revoked.push()
    expect((await work.casesNow()).map(({ entry }) => entry).toSorted()).toEqual([own, other].toSorted())
    revoked.voidAct(own, 'undone')
    await revoked.push()
    expect((await work.casesNow()).map(({ entry }) => entry)).toEqual([other])
    expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
  })

  test('[K230] undoes nothing that stands in its chain', async () => {
    const { venue } = await work.forked()
    const [first] = venue.acts
    expect(venue.voidAct(first?.id ?? '', 'undone')).toBeDefined()
    const answer = await venue.sendEntries(venue.acts.slice(1))
    expect(answer.answers.at(-1)).toMatchObject({ answer: 'held', outcome: { type: 'held', reason: 'fork' } })
    expect(await work.passNow(1, 0)).toMatchObject({ used: 1 })
    expect(await work.payable('venue')).toBe(2000)
  })

  test('[K230] of a revoked device, is undone by it; what it did before is not', async () => {
    await work.handOver([0, 1])
    const venue = await work.server.enrol('venue')
    const before = work.take(venue, 0)
    await venue.push()
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [venue.device])
    const after = work.take(venue, 1)
    for (const id of [before, after]) expect(venue.voidAct(id, 'undone')).toBeDefined()
    await venue.push()
    expect(await work.passNow(1, 0)).toMatchObject({ used: 1 })
    expect(await work.passNow(1, 1)).toMatchObject({ used: 0 })
    expect(await work.payable('venue')).toBe(1000)
  })

  test('[K56] of a revoked device, has no effect of its own, and counts its unit', async () => {
    const desk = await work.server.enrol('desk')
    const venue = await work.server.enrol('venue')
    const code = work.server.codeOf(1, 0)
    desk.handOver(code, scanOf(code), said)
    work.take(venue, 0)
    await database.query('UPDATE devices SET revoked_at = 1 WHERE device = ANY($1)', [
      [desk.device, venue.device],
    ])
    await desk.push()
    const answer = await venue.push()
    expect(answer?.answers[0]).toMatchObject({ answer: 'held', outcome: { type: 'held', heldUnits: 1 } })
    expect(await work.passNow(1, 0)).toMatchObject({ used: 1, handedOver: false, state: 'in-stock' })
  })
})
