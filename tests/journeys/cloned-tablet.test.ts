// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { DAY, HOUR } from '#domain/instant.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { handOver } from '#client/store/hand-over.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import { takeUnits } from '#client/sync/take-units.ts'
import { listEntries } from '#client/store/list-entries.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { declareRestored, readInstallation } from '#server/publishing/epoch.ts'
import { decideCase } from '#server/settlement/decide-case.ts'
import { readHere } from '#tests/client/store/a-desk.ts'
import { addressOf, enrolTablet, type RealTablet } from '#tests/support/real-tablet.ts'
import { formerOutcomes } from '#server/ledger/former-outcomes.ts'
import { programmeFile, programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { handOutThree } from '#tests/support/handed-out.ts'
import { copyRows, insertRows, putRowsBack } from '#tests/support/stored-rows.ts'
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

function ids(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id).sort()
}

async function recorded() {
  return database.query<{ entry: string; device: string }>(
    "SELECT entry, device FROM entries WHERE kind = 'redemption' AND held = ''",
  )
}

test('[S35] two copies of a tablet both act: no act is lost or counted twice, and the second goes on as a new device', async () => {
  const copy = await tablet.clone()
  const first = await tablet.redeem(server.codeOf(1, 0))
  const second = await copy.redeem(server.codeOf(1, 1))
  expect(await tablet.exchange()).toEqual({ ok: true, value: 'pulled' })
  expect(await copy.exchange()).toEqual({ ok: true, value: 'pulled' })

  const [old, next] = await copy.enrolments()
  expect(old).toMatchObject({ device: tablet.device, replacedBy: next?.device })
  expect(next).toMatchObject({ continues: tablet.device, structure: 'venue', role: 'desk' })
  expect(await tablet.enrolments()).toHaveLength(1)
  expect(await copy.store.entries.toArray()).toMatchObject([
    { id: second.entry.id, status: 'acknowledged', answer: { type: 'held', reason: 'fork' } },
  ])
  expect(ids((await recorded()).map(({ entry }) => ({ id: entry })))).toEqual([first.entry.id])
  expect(await database.query("SELECT held FROM entries WHERE held <> ''")).toEqual([{ held: 'fork' }])

  const third = await copy.redeem(server.codeOf(1, 2))
  expect(third.verdict.type).toBe('accepted')
  expect(third.entry).toMatchObject({ device: next?.device, sequence: 1 })
  await copy.exchange(next?.device)
  expect(await recorded()).toContainEqual({ entry: third.entry.id, device: next?.device })
  expect(await tablet.exchange()).toEqual({ ok: true, value: 'pulled' })
  expect(await tablet.enrolments()).toHaveLength(1)
})

test('[S35] when the copies go on acting they never share a name again', async () => {
  const copies = [tablet, await tablet.clone(), await tablet.clone()]
  for (const [i, each] of copies.entries()) {
    await each.redeem(server.codeOf(1, i))
    await each.exchange()
  }
  const names = await Promise.all(
    copies.map(async (each) => (await each.enrolments()).find(({ replacedBy }) => !replacedBy)?.device),
  )
  expect(new Set(names).size).toBe(3)
  expect(await database.query("SELECT 1 FROM entries WHERE held = 'fork'")).toHaveLength(2)
})

test('[S36] a profile that was restored from an earlier day goes on as a new device, and keeps its rules', async () => {
  const earlier = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  expect(await earlier.exchange()).toEqual({ ok: true, value: 'pulled' })
  const [, next] = await earlier.enrolments()
  expect(next?.continues).toBe(tablet.device)
  expect(await earlier.store.heads.get(next?.device ?? '')).toBeDefined()
  expect(await earlier.store.heads.get(tablet.device)).toBeUndefined()
})

test('[S36] the acts before still count here, are listed, and are undone in their own chain', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  const before = await copy.redeem(server.codeOf(1, 1))
  await copy.exchange()
  const [, next] = await copy.enrolments()
  const again = await copy.redeem(server.codeOf(1, 1))
  expect(again.verdict.type).toMatch(/^deferred:/)

  const undone = await voidRedemption(copy.store, before.entry.device, before.entry.id, 'undone', server.now)
  expect(undone).toMatchObject({ ok: true, value: { device: tablet.device, sequence: 2 } })
  const listed = listEntries(copy.store, next?.device ?? '')
  const rows = await new Promise<readonly { readonly id: string }[]>((resolve) => {
    const stop = listed.subscribe(() => {
      const now = listed.current()
      if (now) resolve(now)
      if (now) stop()
    })
  })
  expect(ids(rows)).toEqual(ids(await copy.store.entries.toArray()))
})

test('[K274] what it did under its former name counts for it at the server too: what it undid there is free', async () => {
  const cheque = server.codeOf(2, 0, 1)
  const taken = await tablet.redeem(cheque)
  expect(taken.verdict.type).toBe('accepted')
  await tablet.exchange()
  await server.publish()
  await tablet.exchange()
  const copy = await tablet.clone()
  const undone = await voidRedemption(copy.store, tablet.device, taken.entry.id, 'mistake', server.now)
  expect(undone.ok).toBe(true)
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  await copy.exchange()
  const [, next] = await copy.enrolments()
  const again = await copy.redeem(cheque)
  expect([again.verdict.type, again.entry.device]).toEqual(['accepted', next?.device])
  await copy.exchange(next?.device)
  expect(await conformanceOf(again.entry.id)).toBe('conformant')
})

test('[K274] what it had handed out is active for it, and nothing that another copy did counts against it', async () => {
  await emptyDatabase(database)
  const { structures } = programmeFile()
  const venue = structures.find(({ id }) => id === 'venue')
  if (!venue) throw new Error('no venue')
  const both = { ...venue, id: 'both', distributor: true }
  server = await startTestServer(database, { structures: [...structures, both] })
  const desk = await enrolTablet(server, 'both')
  const card = server.codeOf(3, 0)
  const read = await readHere(desk.store, desk.device, `${server.installation.address}/p#${card.digits}`)
  server.pass(2 * DAY)
  const given = await handOver(desk.store, desk.device, { read, said: undefined }, server.now)
  expect(given.entry).toBeDefined()
  await desk.exchange()
  server.pass(HOUR)
  const copy = await desk.clone()
  await desk.redeem(server.codeOf(1, 1))
  await desk.exchange()
  await copy.redeem(server.codeOf(1, 2))
  await copy.exchange()
  const other = await copy.redeem(server.codeOf(1, 1))
  const own = await copy.redeem(card)
  expect([other.verdict.type, own.verdict.type]).toEqual(['accepted', 'accepted'])
  const [, next] = await copy.enrolments()
  await copy.exchange(next?.device)
  expect(await conformanceOf(other.entry.id)).toBe('conformant')
  expect(await conformanceOf(own.entry.id)).toBe('conformant')
})

async function conformanceOf(entry: string): Promise<string | undefined> {
  const [row] = await database.query<{ conformance: string }>(
    'SELECT conformance FROM entries WHERE entry = $1',
    [entry],
  )
  return row?.conformance
}

test('[K176] what became of an act reaches the tablet that goes on under another name, and the act counts once', async () => {
  const acted = await tablet.redeem(server.codeOf(1, 1))
  await tablet.exchange()
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  await copy.redeem(server.codeOf(1, 2))
  await copy.exchange()
  const [, next] = await copy.enrolments()
  await server.publish()
  await copy.exchange(next?.device)
  const row = await copy.store.entries.where('[device+id]').equals([tablet.device, acted.entry.id]).first()
  expect(row).toMatchObject({ beyond: 0, unreported: 0, outcome: { type: 'covered' } })
  expect(row?.listed?.from).toBe((await copy.store.heads.get(next?.device ?? ''))?.head.number)

  // The other copy is told as well, and nobody is told of what is not theirs.
  await tablet.exchange()
  expect(await tablet.store.entries.get([tablet.device, 1])).toMatchObject({ beyond: 0 })
  const stranger = await server.enrol('other')
  const asked = [{ entry: acted.entry.id, number: 0, firstHead: null }]
  expect(
    await formerOutcomes(database, { programme: programmeNumber, device: stranger.device }, asked),
  ).toEqual([])
})

test('[K420] however old an act is, the tablet that goes on hears what it still counts beside its lists', async () => {
  const acted = await tablet.redeem(server.codeOf(1, 1))
  await tablet.push()
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  await server.publish()
  // It takes the notice and reports it: nothing is left of it for the name that both bear.
  await tablet.exchange()
  await tablet.exchange()
  server.pass(70 * DAY)
  await copy.exchange()
  const [, next] = await copy.enrolments()
  await server.publish()
  await copy.exchange(next?.device)
  const row = await copy.store.entries.where('[device+id]').equals([tablet.device, acted.entry.id]).first()
  expect(row).toMatchObject({ beyond: 0, outcome: { type: 'covered' } })
  const read = await readHere(
    copy.store,
    next?.device ?? '',
    `${server.installation.address}/p#${server.codeOf(1, 1).digits}`,
  )
  const checked = await checkOnly(copy.store, tablet.device, { read, service: 'first-steps' }, server.now)
  expect(checked.left?.remaining).toBe(9)
})

test('[K421] what a person decides of an act is told to the tablet that goes on, however old the act is', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  const { entry } = await copy.redeem(server.codeOf(1, 1))
  await copy.exchange()
  const [, next] = await copy.enrolments()
  await server.publish()
  await copy.exchange(next?.device)
  const row = () => copy.store.entries.where('[device+id]').equals([tablet.device, entry.id]).first()
  expect(await row()).toMatchObject({ beyond: 0, outcome: { type: 'held' } })

  server.pass(70 * DAY)
  await copy.exchange(next?.device)
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const decision = { kind: 'held', decision: 'pay', why: 'the paper is signed' } as const
  const by = { device: tablet.device, why: decision.why }
  expect(await decideCase(server.installation, programme, entry.id, decision, by)).toMatchObject({
    type: 'decided',
  })
  await server.publish()
  await copy.exchange(next?.device)
  expect(await row()).toMatchObject({ beyond: 0, outcome: { type: 'covered', words: decision.why } })
})

test('[S82] what the server kept aside and came back without goes again under its former name, once', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  const { entry } = await copy.redeem(server.codeOf(1, 1))
  await tablet.exchange()
  const kept = () => database.query('SELECT held FROM entries WHERE entry = $1', [entry.id])

  // A standby that had not the last commit: each chain ends where it did, so no acknowledgement shows a loss.
  const before = await copyRows(database)
  await copy.push()
  expect(await kept()).toEqual([{ held: 'fork' }])
  await putRowsBack(database, before)
  const { epoch } = await readInstallation(server.installation)
  await copy.exchange()
  const [, next] = await copy.enrolments()
  expect(await kept()).toEqual([])
  await copy.exchange(next?.device)
  await copy.exchange()
  expect(await kept()).toEqual([{ held: 'fork' }])
  await copy.exchange(next?.device)
  expect(await copy.store.entries.filter(({ status }) => status === 'pending').count()).toBe(0)
  expect(await readInstallation(server.installation)).toMatchObject({ epoch })
})

test('[S37] a lost answer makes no second device, and a revoked tablet none', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  const link = await copy.linkOf(tablet.device)

  const [enrolment] = await copy.enrolments()
  if (!enrolment) throw new Error('not enrolled')
  const lossy = createLink(copy.store, enrolment, {
    ...link.world,
    fetch: async (input, init) => {
      const answer = await link.world.fetch(input, init)
      if (addressOf(input).endsWith('/api/incarnations')) throw new TypeError('the line was cut')
      return answer
    },
  })
  await expect(pullKnowledge(lossy)).rejects.toThrow('cut')
  expect(await copy.enrolments()).toHaveLength(1)
  await copy.exchange()
  expect(await copy.enrolments()).toHaveLength(2)
  expect(await database.query('SELECT 1 FROM devices WHERE previous IS NOT NULL')).toHaveLength(1)

  const other = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 1))
  await tablet.exchange()
  await database.query('UPDATE devices SET revoked_at = 1')
  await other.redeem(server.codeOf(1, 2))
  expect(await other.exchange()).toEqual({ ok: false, error: 'revoked' })
  expect(await other.enrolments()).toHaveLength(1)
})

test('[S70] a copied tablet in contact says no false no, and its person keeps the unit when it takes nothing', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.push()
  const link = await copy.linkOf(tablet.device)
  const code = `${server.installation.address}/p#${server.codeOf(1, 1).digits}`
  const asked = { read: await readHere(copy.store, copy.device, code), service: 'first-steps' }
  const taken = await takeUnits({ link, inContact: () => true }, asked)
  expect(taken).toMatchObject({ type: 'answered', verdict: { type: 'accepted', remaining: 9 } })
  expect(await used(1)).toBe(1)

  await voidRedemption(copy.store, taken.entry.device, taken.entry.id, 'undone', server.now)
  await pushEntries(link)
  expect(await used(1)).toBe(0)
})

test('[S72] after a restore, what was done under the old name is sent again too', async () => {
  const copy = await tablet.clone()
  await tablet.redeem(server.codeOf(1, 0))
  await tablet.exchange()
  const backup = await copyRows(database)
  const forked = await copy.redeem(server.codeOf(1, 1))
  await copy.exchange()
  const [, next] = await copy.enrolments()
  const undone = await voidRedemption(copy.store, tablet.device, forked.entry.id, 'undone', server.now)
  await copy.push()
  const devices = await database.query('SELECT * FROM devices')
  await putRowsBack(database, backup)
  // The new name was in the backup; what was done since was not.
  await insertRows(
    database,
    'devices',
    devices.filter(({ device }) => device === next?.device),
  )
  await declareRestored(server.installation)

  await copy.exchange(next?.device)
  const sync = startSync(await copy.linkOf(tablet.device))
  const rows = () => database.query<{ entry: string }>("SELECT entry FROM entries WHERE held = 'fork'")
  const ours = [forked.entry.id, undone.ok ? undone.value.id : ''].sort()
  await vi.waitFor(
    async () => expect(ids((await rows()).map(({ entry }) => ({ id: entry })))).toEqual(ours),
    {
      timeout: 20_000,
      interval: 200,
    },
  )
  sync.stop()
})

async function used(pass: number): Promise<number | undefined> {
  const rows = await database.query<{ used: number }>(
    'SELECT used FROM passes WHERE batch = 1 AND pass = $1',
    [pass],
  )
  return rows[0]?.used
}
