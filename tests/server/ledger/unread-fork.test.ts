import { afterAll, beforeEach, expect, test } from 'vitest'
import { entryHash } from '#protocol/journal-entry.ts'
import { backedUpThrough, chainEnds, markBackedUp } from '#server/backup/backed-up.ts'
import type { Database } from '#server/database/database.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { openCasework, why, type Casework } from '#tests/support/casework.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let work: Casework

beforeEach(async () => {
  work = await openCasework(database)
})
afterAll(() => database.close())

/** No act that says it happened then is read. */
const beyondCalendar = 9e15

/** Two acts of a copy that goes on from the beginning of its store, the first of them damaged on its way; then both whole. */
async function damagedFork() {
  await work.handOver([0, 1, 2])
  const venue = await work.server.enrol('venue')
  work.take(venue, 0)
  await venue.push()
  venue.acts.splice(0)
  const id = work.take(venue, 1)
  async function send(isWhole: boolean) {
    const [first, ...rest] = venue.acts
    if (!first) throw new Error('no act')
    const bytes = first.bytes.map((byte) => byte ^ 0xff)
    const sent = isWhole ? first : { bytes, personal: null, hash: entryHash(first.bytes) }
    const { answers } = await venue.sendEntries([sent, ...rest])
    return answers.map(({ answer, reason, outcome }) => [answer, reason, outcome?.type])
  }
  return { venue, id, send }
}

test('[K412] an act of a copied tablet that came damaged is, once it comes whole, a line of its pass that a person decides', async () => {
  const { venue, id, send } = await damagedFork()
  const next = work.take(venue, 2)
  expect(await send(false)).toEqual([
    ['held', 'fork', undefined],
    ['held', 'fork', 'held'],
  ])
  expect(await work.passNow(1, 1)).toMatchObject({ used: 0 })
  await markBackedUp(database, await chainEnds(database))
  expect(await backedUpThrough(work.server.installation, venue.device)).toBe(1)
  for (let time = 0; time < 2; time++) {
    expect(await send(true)).toEqual([
      ['held', 'fork', 'held'],
      ['held', 'fork', 'held'],
    ])
    expect(await work.passNow(1, 1)).toMatchObject({ used: 1 })
    expect((await work.casesNow()).map(({ entry }) => entry).toSorted()).toEqual([id, next].toSorted())
    expect(await work.heldNow()).toEqual([])
    expect(await database.query('SELECT entry FROM cases WHERE closed_at IS NULL ORDER BY entry')).toEqual(
      [id, next].toSorted().map((entry) => ({ entry })),
    )
  }
  expect(await backedUpThrough(work.server.installation, venue.device)).toBe(0)
  await work.post(`cases/${id}/decide`, { kind: 'held', decision: 'pay', why })
  expect(await work.payable('venue')).toBe(2000)
  expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
})

test('[K412] what the copy took back before its bytes came is taken back when they come: nobody has to decide it', async () => {
  const { venue, id, send } = await damagedFork()
  venue.voidAct(id, 'undone')
  expect(await send(false)).toEqual([
    ['held', 'fork', undefined],
    ['held', 'fork', 'held'],
  ])
  await send(true)
  expect(await work.outcomeOf(venue, id)).toMatchObject({ type: 'voided', heldUnits: 0 })
  expect(await work.passNow(1, 1)).toMatchObject({ used: 0 })
  expect(await work.casesNow()).toEqual([])
  expect(await work.heldNow()).toEqual([])
  expect(await verifyLedger(work.server.installation, programmeNumber)).toEqual([])
})

test('[K412] [K273] what came damaged and comes whole, and cannot be read even then, is kept whole', async () => {
  const { venue, send } = await damagedFork()
  rewriteLast(venue, { deviceTime: beyondCalendar })
  await send(false)
  const [first] = venue.acts
  expect(await send(true)).toEqual([['held', 'fork', undefined]])
  const [held] = await database.query<{ bytes: Uint8Array }>('SELECT bytes FROM held_entries')
  expect(held && new Uint8Array(held.bytes)).toEqual(first?.bytes)
})
