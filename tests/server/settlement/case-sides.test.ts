import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedCases } from '#protocol/manage/cases.ts'
import { managedProgramme } from '#protocol/manage/programme.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { handoverProof, openCasework, why, type Casework } from '#tests/support/casework.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { scanOf } from '#tests/support/server.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('cases', () => {
  test('[G11] a case tells both sides: what each device knew when it acted, and what it could not know', async () => {
    await lived.rivals()
    const { cases } = await lived.get('cases', managedCases)
    expect(cases).toHaveLength(1)
    const [honoured] = cases
    expect(honoured).toMatchObject({
      kind: 'honoured',
      batch: 1,
      pass: 0,
      reason: 'no-unit-free',
      cents: 1000,
    })
    expect(honoured?.side).toMatchObject({
      act: { structureName: 'Lieu other' },
      knew: { used: 9, units: 10, state: 'active' },
    })
    expect(honoured?.others).toHaveLength(1)
    expect(honoured?.others[0]).toMatchObject({
      act: { structureName: 'Lieu venue', outcome: { type: 'covered' } },
      knew: { used: 9 },
    })
    expect((await lived.get('programme', managedProgramme)).openCases).toBe(1)
  })

  test('[G12] what a revoked device still sends is kept and shown as a case, what cannot be read beside it', async () => {
    await lived.live()
    const venue = await lived.server.enrol('venue')
    await lived.post(`devices/${venue.device}/revoke`, { why: 'perdue' })
    const code = lived.server.codeOf(1, 1)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    await venue.sendEntries([{ bytes: Uint8Array.of(0xff, 0x00), personal: null }], { sequence: 2 })
    const { cases, held } = await lived.get('cases', managedCases)
    expect(cases).toMatchObject([
      { kind: 'held', reason: 'revoked', side: { act: { kind: 'redemption', structureName: 'Lieu venue' } } },
    ])
    expect(held).toMatchObject([
      { reason: 'unreadable', says: null, decisions: ['close'], structureName: 'Lieu venue' },
    ])
  })
})

describe('what a device could not know', () => {
  let work: Casework
  let desk: VirtualDevice
  let venue: VirtualDevice
  let other: VirtualDevice

  beforeEach(async () => {
    work = await openCasework(database)
    desk = await work.handOver([0])
    venue = await work.server.enrol('venue')
    other = await work.server.enrol('other')
  })

  test('[G150] what was used of a card on the pass that replaced it is the other side, with its own pass', async () => {
    await useAllBut(1)
    await other.pull()
    await replace()
    await venue.pull()
    const rival = work.take(venue, 1)
    await venue.push()
    const entry = work.take(other, 0)
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened).toMatchObject({ reason: 'no-unit-free', batch: 1, pass: 0, moreOthers: 0 })
    expect(opened?.others).toMatchObject([{ act: { entry: rival, batch: 1, pass: 1 }, knew: { used: 9 } }])
  })

  test('[G151] what a device knew of the former pass counts as unknown to it until its data know the replacement', async () => {
    await useAllBut(0)
    await other.pull()
    const waits = other.head()?.number
    await replace()
    const entry = work.take(other, 1)
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened).toMatchObject({ reason: 'no-unit-free', pass: 1, side: { act: { head: waits } } })
    expect(opened?.others.map(({ act }) => act.pass)).toEqual([0, 0, 0, 0, 0])
    expect(opened?.moreOthers).toBe(5)
  })

  test('[G151] so it does where they know another pass that replaced the same one', async () => {
    await useAllBut(0)
    await replace()
    await other.pull()
    const spare = { code: [1, 2, 0] as const, proof: scanOf(work.server.codeOf(1, 2)) }
    const old = { code: [1, 0, 0] as const, proof: handoverProof(desk) }
    desk.act('replacement', { old, new: spare, reason: 'torn' })
    await desk.push()
    const entry = work.take(other, 2)
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened).toMatchObject({ reason: 'no-unit-free', pass: 2, moreOthers: 5 })
  })

  test('[G151] once they know it, what their lists count of the former pass was no secret', async () => {
    await useAllBut(1)
    await replace()
    await venue.pull()
    await other.pull()
    const rival = work.take(venue, 1)
    const entry = work.take(other, 1)
    await venue.push()
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened?.others).toMatchObject([{ act: { entry: rival } }])
    expect(opened?.moreOthers).toBe(0)
  })

  test('[G152] a block by a manager, which is in no journal, says who and when, and with which words', async () => {
    await other.pull()
    await work.post('passes/1/0/block', { why: 'lost, as told on the telephone' })
    const at = work.server.now()
    work.server.pass(60_000)
    const entry = work.take(other, 0)
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened).toMatchObject({ kind: 'honoured', reason: 'blocked', others: [] })
    expect(opened?.blocks).toEqual([
      {
        ...{ at, by: 'manager', recordedAt: at, why: 'lost, as told on the telephone' },
        ...{ deviceName: 'tablet of desk', structureName: 'Lieu desk' },
      },
    ])
  })

  test('[G152] a block by a desk says its place, and when it reached the server', async () => {
    await other.pull()
    const at = work.server.now()
    desk.act('block', { code: [1, 0, 0], proof: handoverProof(desk), reason: 'stolen' })
    work.server.pass(60_000)
    const entry = work.take(other, 0)
    await other.push()
    expect(await casesOf(entry)).toEqual([])
    work.server.pass(60_000)
    await desk.push()
    const [opened] = await casesOf(entry)
    expect(opened).toMatchObject({ kind: 'honoured', reason: 'blocked' })
    expect(opened?.blocks).toMatchObject([
      { at, by: 'desk', recordedAt: work.server.now(), structureName: 'Lieu desk', why: 'stolen' },
    ])
  })

  test('[G153] a block that was lifted before the act, made after it or known is none of it', async () => {
    await work.post('passes/1/0/block', { why })
    work.server.pass(60_000)
    await work.post('passes/1/0/unblock', { why })
    work.server.pass(60_000)
    await other.pull()
    const entry = work.take(other, 0)
    work.server.pass(60_000)
    await work.post('passes/1/0/block', { why })
    await other.push()
    await work.post(`acts/${entry}/contest`, { by: 'person', why })
    expect(await casesOf(entry)).toMatchObject([{ kind: 'contested', blocks: [] }])

    await work.server.publish()
    await venue.pull()
    const known = served(venue)
    await venue.push()
    expect(await casesOf(known)).toMatchObject([{ reason: 'rules-not-kept', blocks: [] }])
  })

  test('[G153] so is its own block, although its data say active', async () => {
    venue.act('block', { code: [1, 0, 0], proof: scanOf(work.server.codeOf(1, 0)), reason: 'found' })
    const entry = served(venue)
    await venue.push()
    expect(await casesOf(entry)).toMatchObject([
      { kind: 'disputed', side: { knew: { state: 'active' } }, blocks: [] },
    ])
  })

  test('[G154] of more acts than five the others are counted, not left out', async () => {
    await useAllBut(1)
    const rivals: VirtualDevice[] = []
    for (let at = 0; at < 7; at++) rivals.push(await work.server.enrol('venue'))
    await other.pull()
    for (const rival of rivals) work.take(rival, 0)
    const entry = work.take(other, 0)
    for (const rival of rivals) await rival.push()
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened?.others).toHaveLength(5)
    expect(opened?.moreOthers).toBe(2)
  })

  test('[G155] what was undone only after the act had arrived is still its other side', async () => {
    await useAllBut(1)
    await other.pull()
    const undone = work.take(venue, 0)
    await venue.push()
    work.server.pass(60_000)
    await work.post(`acts/${undone}/void`, { why })
    work.server.pass(60_000)
    await work.server.publish()
    await venue.pull()
    const rival = work.take(venue, 0)
    await venue.push()
    const entry = work.take(other, 0)
    await other.push()
    expect((await casesOf(entry))[0]?.others).toMatchObject([{ act: { entry: rival } }])
    work.server.pass(60_000)
    await work.post(`acts/${rival}/void`, { why })
    expect((await casesOf(entry))[0]?.others).toMatchObject([
      { act: { entry: rival, outcome: { type: 'voided' } } },
    ])
  })

  test('[G156] of a head that a restore lost the server says so, and still leaves out what its device had', async () => {
    await useAllBut(1)
    await other.pull()
    const rival = work.take(venue, 0)
    await venue.push()
    const entry = work.take(other, 0)
    const lost = other.head()?.number ?? 0
    await database.query('DELETE FROM heads WHERE number = $1', [lost])
    await database.query(
      `INSERT INTO epochs (epoch, drawn_at, known_until, first_head, seen_by, reconciled_at)
       VALUES ('after', $1, $1, $2, 'tests', NULL)`,
      [work.server.now(), lost + 1000],
    )
    await other.push()
    const [opened] = await casesOf(entry)
    expect(opened?.side).toMatchObject({ headIssuedAt: null, knew: null, headLost: true })
    expect(opened).toMatchObject({ others: [{ act: { entry: rival } }], moreOthers: 0 })
  })

  test('[G156] of one that was never given out it leaves out nothing; a device without one knew nothing', async () => {
    await useAllBut(0)
    await other.pull()
    const invented = served(other)
    rewriteLast(other, { head: 99_999 })
    await other.push()
    expect(await casesOf(invented)).toMatchObject([
      { side: { knew: null, headLost: true }, others: { length: 5 }, moreOthers: 5 },
    ])

    const first = await work.server.enrol('venue')
    const told = served(first)
    rewriteLast(first, { head: 0 })
    await first.push()
    expect((await casesOf(told))[0]?.side).toMatchObject({ act: { head: 0 }, knew: null, headLost: false })
  })

  /** Cheques of the first card, by acts that the newest lists show. */
  async function useAllBut(left: number): Promise<void> {
    for (let used = left; used < 10; used++) {
      work.take(venue, 0)
      await venue.push()
      await work.server.publish()
      await venue.pull()
    }
  }

  async function replace(): Promise<void> {
    expect(await work.post('passes/1/0/replace', { batch: 1, pass: 1, why })).toMatchObject({
      type: 'replaced',
    })
    await work.server.publish()
  }

  /** Taken although the device says no. */
  function served(device: VirtualDevice): string {
    const proof = scanOf(work.server.codeOf(1, 0))
    return device.act('redemption', { code: [1, 0, 0], service: 'first-steps', units: 1, proof })
  }

  async function casesOf(entry: string) {
    return (await work.casesNow()).filter((opened) => opened.entry === entry)
  }
})
