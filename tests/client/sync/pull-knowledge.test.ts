import { expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { aPass, aSigningKey, aUuid, noon } from '#tests/support/builders.ts'
import { heldBy, openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { ageOfKnowledge, knowledgeOf, loadKnowledge } from '#client/store/knowledge.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { storeHead } from '#client/store/stored-heads.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { deflate } from '#protocol/file.ts'
import { anOutcome } from './fake-server.ts'

const pass = { batch: 3, pass: 4, cheque: 0 }

test('[S7] a new head replaces what the device knows, and files that no head names are dropped', async () => {
  const desk = await openDesk()
  const before = await desk.store.files.count()
  await publish(desk, 3)
  expect(await pullKnowledge(desk.link)).toEqual({ ok: true, value: 'pulled' })
  const held = await heldBy(desk)
  expect(knowledgeOf(held, pass)).toMatchObject({ head: { number: 2 }, pass: { used: 3 } })
  expect(ageOfKnowledge(held, desk.server.now)).toBe(0)
  expect(await desk.store.files.count()).toBe(before)
})

test('[S7] files that did not change are not fetched again', async () => {
  const desk = await openDesk()
  desk.server.requests.length = 0
  await publish(desk, 3)
  await pullKnowledge(desk.link)
  expect(desk.server.requests.filter((path) => path.startsWith('/files/'))).toHaveLength(1)
})

test('[S8] a head older than the newest one accepted is left alone', async () => {
  const desk = await openDesk()
  await publish(desk, 3)
  await pullKnowledge(desk.link)
  desk.server.passes.set('3/4', aPass({ used: 0 }))
  await desk.server.publish({ issuedAt: noon + 1 })
  desk.server.requests.length = 0
  expect(await pullKnowledge(desk.link)).toEqual({ ok: true, value: 'pulled' })
  expect(desk.server.requests.filter((path) => path.startsWith('/files/'))).toEqual([])
  expect(knowledgeOf(await heldBy(desk), pass)).toMatchObject({ head: { number: 2 }, pass: { used: 3 } })
})

test('[S8] of two heads that arrive out of order, the newer stays', async () => {
  const desk = await openDesk()
  const held = await desk.store.heads.get(desk.device)
  if (!held) throw new Error('no head')
  const older = { ...held, head: { ...held.head, number: 9, issuedAt: held.head.issuedAt - 1 } }
  expect(await storeHead(desk.store, { next: older, contents: new Map() })).toBe(false)
  const unknown = { ...held, head: { ...held.head, lists: [{ batch: 3, list: 'f'.repeat(64), deltas: [] }] } }
  expect(await storeHead(desk.store, { next: unknown, contents: new Map() })).toBe(false)
  expect(await desk.store.heads.get(desk.device)).toEqual(held)
})

test('[C12] a head of another epoch waits until a pull has told what the server forgot', async () => {
  const desk = await openDesk()
  desk.server.judge = (id) => ({
    answer: 'recorded',
    outcome: anOutcome(id, { type: 'covered', coveredUnits: 1, firstHead: 1 }),
  })
  await redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
  await pushEntries(desk.link)
  await pullKnowledge(desk.link)
  const counted = async () =>
    (await checkOnly(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)).left
      ?.remaining

  // Between the head and the answer, the former server is heard once more: it has the act, the new one's list has not.
  desk.server.now += MINUTE
  const { epoch } = desk.server
  desk.server.epoch = aUuid(999)
  await desk.server.publish()
  desk.server.epoch = epoch
  const before = await counted()
  await pullKnowledge(desk.link)
  expect((await desk.store.heads.get(desk.device))?.head.epoch).toBe(epoch)
  expect(await counted()).toBe(before)

  desk.server.entries.length = 0
  desk.server.epoch = aUuid(999)
  await pullKnowledge(desk.link)
  expect((await desk.store.heads.get(desk.device))?.head.epoch).toBe(aUuid(999))
  expect(await counted()).toBe(9)
  expect(
    await desk.store.entries
      .where('[device+status+sequence]')
      .between([desk.device, 'pending', 0], [desk.device, 'pending', 9])
      .count(),
  ).toBe(1)
})

test('[S8] a head that another key signed pauses the pull and changes nothing', async () => {
  const desk = await openDesk()
  desk.server.now += MINUTE
  await desk.server.publish({ key: (await aSigningKey()).privateKey })
  expect(await pullKnowledge(desk.link)).toEqual({ ok: false, error: 'untrusted-head' })
  expect((await heldBy(desk)).head.number).toBe(1)
})

test('[S9] a file that is not what its name says is refused, and nothing of its head is kept', async () => {
  const desk = await openDesk()
  const before = await desk.store.files.toCollection().primaryKeys()
  await publish(desk, 3)
  const [changed] = [...desk.server.files.keys()].filter((name) => !before.some(([, held]) => held === name))
  desk.server.files.set(changed ?? '', await deflate(new Uint8Array([1, 2, 3])))
  await expect(pullKnowledge(desk.link)).rejects.toThrow('Not the file of its name')
  desk.server.files.set(changed ?? '', new Uint8Array([1, 2, 3]))
  await expect(pullKnowledge(desk.link)).rejects.toThrow()
  desk.server.files.delete(changed ?? '')
  await expect(pullKnowledge(desk.link)).rejects.toThrow()
  expect(await desk.store.files.toCollection().primaryKeys()).toEqual(before)
  expect((await heldBy(desk)).head.number).toBe(1)
})

test('[K204] the outcome of an act that has left is reported like a stored one, once', async () => {
  const desk = await openDesk()
  await pullKnowledge(desk.link)
  const gone = anOutcome(aUuid(77), { type: 'disputed', number: 3, firstHead: 2 })
  desk.server.outcomes.set(gone.entry, gone)
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.stored).toEqual([])
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.stored).toEqual([{ entry: gone.entry, number: 3, firstHead: 2 }])
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.stored).toEqual([])
  expect(await desk.store.entries.toArray()).toEqual([])
})

test('[S10] outcomes are stored, reported once, and move an act from the device’s own count to the list', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
  await pushEntries(desk.link)
  const left = async () => (await checkOnly(desk.store, desk.device, asked, desk.now)).left?.remaining
  expect(await left()).toBe(9)

  desk.server.outcomes.set(entry.id, anOutcome(entry.id, { type: 'covered', coveredUnits: 1, firstHead: 2 }))
  await pullKnowledge(desk.link)
  expect(await left()).toBe(9)
  await publish(desk, 1)
  await pullKnowledge(desk.link)
  expect(await left()).toBe(9)
  expect(await desk.store.entries.get([desk.device, 1])).toMatchObject({
    listed: { units: 1, from: 2 },
    beyond: 0,
    unreported: 0,
  })
  expect(desk.server.outcomes.size).toBe(0)
})

test('[K170] an act counts once, whenever in a pull the head comes that first counts it', async () => {
  for (const during of ['/api/pull', '/heads/7', '/files/']) {
    const desk = await openDesk()
    const asked = { read: await desk.read(), service: 'basics' }
    const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
    await pushEntries(desk.link)
    await publish(desk, 0, 'with another list of the same counts')
    let met = false
    desk.server.meet = async (path) => {
      if (met || !path.startsWith(during)) return undefined
      met = true
      const counted = { type: 'covered', coveredUnits: 1, firstHead: 3 } as const
      desk.server.outcomes.set(entry.id, anOutcome(entry.id, counted))
      await publish(desk, 1)
      return undefined
    }
    const left = async () => (await checkOnly(desk.store, desk.device, asked, desk.now)).left?.remaining
    await pullKnowledge(desk.link)
    expect([met, await left()], during).toEqual([true, 9])
    await pullKnowledge(desk.link)
    expect(await left(), during).toBe(9)
  }
})

test('[K170] a count that changes is taken from the list that the device holds until the new one is there', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
  await pushEntries(desk.link)
  const tell = (number: number, firstHead: number, coveredUnits: number) =>
    desk.server.outcomes.set(
      entry.id,
      anOutcome(entry.id, { number, firstHead, coveredUnits, type: coveredUnits ? 'covered' : 'disputed' }),
    )
  const left = async () => (await checkOnly(desk.store, desk.device, asked, desk.now)).left?.remaining
  tell(2, 2, 1)
  await publish(desk, 1)
  await pullKnowledge(desk.link)
  expect(await left()).toBe(9)

  desk.server.meet = async (path) => (path.startsWith('/heads/') ? 500 : undefined)
  tell(3, 3, 0)
  await publish(desk, 0)
  await expect(pullKnowledge(desk.link)).rejects.toThrow('500')
  expect(await left()).toBe(9)
  tell(4, 4, 1)
  await publish(desk, 1)
  await expect(pullKnowledge(desk.link)).rejects.toThrow('500')
  expect(await left()).toBe(9)
  tell(5, 5, 0)
  await publish(desk, 0)
  desk.server.meet = async () => undefined
  await pullKnowledge(desk.link)
  expect(await left()).toBe(10)
})

test('[K170] an outcome that came between two others tells since when a list counts the act', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
  await pushEntries(desk.link)
  const waiting = { number: 3, type: 'covered', coveredUnits: 1, firstHead: null } as const
  const counted = [{ units: 1, firstHead: 2 }]
  desk.server.outcomes.set(entry.id, anOutcome(entry.id, { ...waiting, counted }))
  await publish(desk, 1)
  await pullKnowledge(desk.link)
  expect((await checkOnly(desk.store, desk.device, asked, desk.now)).left?.remaining).toBe(9)
})

test('[S11] a revoked device forgets what it knows, keeps what it did, and still sends it', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  await redeemPass(desk.store, desk.device, asked, desk.now)
  desk.server.status = 'revoked'
  expect(await pullKnowledge(desk.link)).toEqual({ ok: false, error: 'revoked' })
  expect(await loadKnowledge(desk.store, desk.device)).toBeUndefined()
  expect([await desk.store.files.count(), await desk.store.passes.count()]).toEqual([0, 0])
  await expect(redeemPass(desk.store, desk.device, asked, desk.now)).rejects.toMatchObject({
    notSaved: 'revoked',
  })
  expect(await pushEntries(desk.link)).toEqual({ ok: true, value: { sent: 1 } })
})

test('[S11] an app that is too old to pull still sends, and says that it must be updated', async () => {
  const desk = await openDesk()
  await redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
  desk.server.status = 'update-first'
  expect(await pushEntries(desk.link)).toMatchObject({ ok: true })
  expect(await pullKnowledge(desk.link)).toEqual({ ok: false, error: 'update-first' })
  expect((await heldBy(desk)).head.number).toBe(1)
})

test('[S12] each contact measures the clock', async () => {
  const desk = await openDesk()
  const [enrolment] = await desk.store.enrolments.toArray()
  if (!enrolment) throw new Error('not enrolled')
  const slow = { ...desk.world, now: () => desk.server.now - 7000 }
  await pullKnowledge(createLink(desk.store, enrolment, slow))
  expect(await desk.store.enrolments.get(desk.device)).toMatchObject({
    lastExchange: noon,
    clock: { offset: 7000, measuredAt: noon - 7000, floor: noon },
  })
})

/** Another pass changes too where only the list's name has to. */
async function publish(desk: Desk, used: number, otherwise = ''): Promise<void> {
  desk.server.passes.set('3/4', aPass({ used }))
  if (otherwise) desk.server.passes.set('3/5', aPass({ used: 1 }))
  desk.server.now += MINUTE
  await desk.server.publish()
}
