import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { bodyOf, decodeEntry, personalHash } from '#protocol/journal-entry.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { personalPartLasts } from '#domain/handover.ts'
import { handOver } from '#client/store/hand-over.ts'
import { forgetExpiredParts } from '#client/store/personal-parts.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { undoHandover } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, valueOf } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const

test('[J23] a device voids its own redemption once, within the time of the rules', async () => {
  const desk = await openDesk()
  const { entry } = await redeem(desk)
  expect(await voidIt(desk, 'another')).toEqual({ ok: false, error: 'not-here' })
  desk.server.now += 15 * MINUTE
  expect(valueOf(await voidIt(desk, entry.id))).toMatchObject({ kind: 'void', undoes: entry.id, sequence: 2 })
  expect(await voidIt(desk, entry.id)).toEqual({ ok: false, error: 'already-voided' })
  expect((await redeem(desk)).verdict).toMatchObject({ type: 'accepted', remaining: 9 })
})

test('[J23] later, only the manager voids', async () => {
  const desk = await openDesk()
  const { entry } = await redeem(desk)
  desk.server.now += 15 * MINUTE + 1
  expect(await voidIt(desk, entry.id)).toEqual({ ok: false, error: 'too-late' })
  expect(await desk.store.entries.count()).toBe(1)
})

test('[J24] what a person says travels beside the entry, which holds its hash, and is forgotten in time', async () => {
  const desk = await inStock()
  const { entry, answer } = await handOver(
    desk.store,
    desk.device,
    { read: await desk.read(), said },
    desk.now,
  )
  expect(answer).toEqual({ type: 'may-hand-over', flags: [] })
  const body = entry && bodyOf(valueOf(decodeEntry(entry.bytes)), 'handover')
  expect(entry?.personal && body?.personal).toEqual(entry?.personal && personalHash(entry.personal))
  expect(new TextDecoder().decode(entry?.bytes)).not.toContain('isolated')

  expect(await forgetExpiredParts(desk.store, desk.now() + personalPartLasts - DAY)).toBe(0)
  expect(await forgetExpiredParts(desk.store, desk.now() + personalPartLasts)).toBe(1)
  const [kept] = await desk.store.entries.toArray()
  expect(kept?.personal).toBeUndefined()
  expect(kept?.bytes).toEqual(entry?.bytes)
})

test('[J24] a pass handed over here is active here at once, and not handed over twice', async () => {
  const desk = await inStock()
  const given = { read: await desk.read(), said: undefined }
  expect((await redeem(desk)).verdict).toMatchObject({ type: 'accepted', note: 'handover-not-known' })
  const { entry } = await handOver(desk.store, desk.device, given, desk.now)
  expect(entry?.personal).toBeUndefined()
  const again = await handOver(desk.store, desk.device, given, desk.now)
  expect(again).toMatchObject({ answer: { reason: 'already-handed-over-here' }, entry: undefined })
  expect(await desk.store.entries.count()).toBe(2)
})

test('[J24] a pass of a batch that we do not know is handed over all the same, with a flag', async () => {
  const desk = await openDesk()
  const read = await desk.read(await desk.server.signCode({ batch: 12, pass: 1, cheque: 0 }))
  const { answer } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  expect(answer).toEqual({ type: 'may-hand-over', flags: ['unknown-batch'] })
})

test('[J25] a handover is undone once, while no unit is used', async () => {
  const desk = await inStock()
  const { entry } = await handOver(desk.store, desk.device, { read: await desk.read(), said }, desk.now)
  const redeemed = await redeem(desk)
  const undo = async () => undoHandover(desk.store, desk.device, entry?.id ?? '', desk.now)
  expect(await undo()).toEqual({ ok: false, error: 'already-used' })
  await voidIt(desk, redeemed.entry.id)
  expect(valueOf(await undo())).toMatchObject({ kind: 'handover-undo', undoes: entry?.id })
  expect(await undo()).toEqual({ ok: false, error: 'already-undone' })
})

test('[J26] checking decides as a redemption would, says what is left, and writes nothing', async () => {
  const desk = await openDesk()
  await redeem(desk)
  const read = await desk.read()
  const checked = await checkOnly(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  expect(checked).toMatchObject({
    verdict: { type: 'deferred:limit-reached' },
    left: { remaining: 9 },
    repeats: { at: desk.now() },
  })
  expect(await desk.store.entries.count()).toBe(1)
})

async function redeem(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}

async function voidIt(desk: Desk, redemption: string) {
  return voidRedemption(desk.store, desk.device, redemption, 'mistake', desk.now)
}

async function inStock(): Promise<Desk> {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ state: 'in-stock' }))
  desk.server.now += MINUTE
  await desk.server.publish()
  await pullKnowledge(desk.link)
  return desk
}
