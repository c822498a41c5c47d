import { expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import { blockPass } from '#client/store/block-pass.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { handOver } from '#client/store/hand-over.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { replacePass } from '#client/store/replace-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aBookletPass, aPass, aUuid, valueOf } from '#tests/support/builders.ts'
import { anOutcome } from '#tests/client/sync/fake-server.ts'
import { openDesk, type Desk } from './a-desk.ts'

const reason = 'Volé'

test('[J85] a fresh pass takes the place of a lost one: the entry proves both, and says why', async () => {
  const desk = await aDesk()
  const [former, newer] = [await desk.read(), await fresh(desk)]
  const { entry, flags } = valueOf(await replace(desk, { read: former }, newer))
  expect(flags).toEqual([])
  expect(entry).toMatchObject({ kind: 'replacement', batch: 3, pass: 5, units: 0, status: 'pending', reason })
  expect(entry.former).toMatchObject({ batch: 3, pass: 4 })
  expect(bodyOf(valueOf(decodeEntry(entry.bytes)), 'replacement')).toEqual({
    old: { code: [3, 4, 0], proof: former.proof },
    new: { code: [3, 5, 0], proof: newer.proof },
    reason,
  })
})

test('[J85] a pass that is out of reach is proven by its handover on this device', async () => {
  const desk = await aDesk()
  const given = await desk.read(await desk.server.signCode({ batch: 3, pass: 7, cheque: 0 }))
  const { entry } = await handOver(desk.store, desk.device, { read: given, said: undefined }, desk.now)
  const handover = entry?.id ?? ''
  const { entry: replaced } = valueOf(await replace(desk, { handover }, await fresh(desk)))
  expect(bodyOf(valueOf(decodeEntry(replaced.bytes)), 'replacement')?.old).toEqual({
    code: [3, 7, 0],
    proof: { handover },
  })
  expect(await replace(desk, { handover: aUuid(77) }, await fresh(desk))).toEqual({
    ok: false,
    error: 'not-here',
  })
})

test('[J86] what is refused writes nothing', async () => {
  const desk = await aDesk()
  const [read, other] = [
    await desk.read(),
    await desk.read(await desk.server.signCode({ batch: 3, pass: 8, cheque: 0 })),
  ]
  const stocked = await desk.read(await desk.server.signCode({ batch: 4, pass: 1, cheque: 0 }))
  const foreign = { ...(await fresh(desk)), programme: 8 }
  for (const [newer, error] of [
    [read, 'same-pass'],
    [other, 'already-handed-over'],
    [stocked, 'not-alike'],
    [foreign, 'other-programme'],
  ] as const) {
    expect(await replace(desk, { read }, newer), error).toEqual({ ok: false, error })
  }
  expect(await replace(desk, { read }, await fresh(desk), ' ')).toEqual({
    ok: false,
    error: 'reason-missing',
  })
  expect(await desk.store.entries.count()).toBe(0)
})

test('[J87] at once here, the former is closed and the newer has what is left of it', async () => {
  const desk = await aDesk()
  desk.server.passes.set('3/4', aPass({ used: 3 }))
  await see(desk)
  const [former, newer] = [await desk.read(), await fresh(desk)]
  await redeem(desk, former)
  valueOf(await replace(desk, { read: former }, newer))
  expect((await check(desk, former)).verdict.type).toBe('refused:closed')
  expect(await check(desk, newer)).toMatchObject({ verdict: { type: 'accepted' }, left: { remaining: 6 } })
  const again = await handOver(desk.store, desk.device, { read: newer, said: undefined }, desk.now)
  expect(again.answer).toMatchObject({ reason: 'already-handed-over-here' })
  expect(await replace(desk, { read: former }, await fresh(desk, 6))).toEqual({
    ok: false,
    error: 'former-closed',
  })
})

test('[J87] a second replacement carries on what the first one carried', async () => {
  const desk = await aDesk()
  desk.server.passes.set('3/4', aPass({ used: 3 }))
  await see(desk)
  const [first, second, third] = [await desk.read(), await fresh(desk), await fresh(desk, 6)]
  valueOf(await replace(desk, { read: first }, second))
  await redeem(desk, second)
  valueOf(await replace(desk, { read: second }, third))
  expect((await check(desk, third)).left?.remaining).toBe(6)
})

test('[J87] a booklet’s used cheques go along', async () => {
  const desk = await aDesk()
  desk.server.passes.set('4/1', aBookletPass([2, 5]))
  desk.server.passes.set('4/2', aBookletPass([], { state: 'in-stock' }))
  await see(desk)
  const code = async (pass: number, cheque: number) =>
    desk.read(await desk.server.signCode({ batch: 4, pass, cheque }))
  await redeem(desk, await code(1, 3))
  valueOf(await replace(desk, { read: await code(1, 0) }, await code(2, 0)))
  const { left } = await check(desk, await code(2, 1))
  expect([...(left?.usedCheques ?? [])].sort()).toEqual([2, 3, 5])
  expect((await check(desk, await code(2, 5))).verdict.type).toBe('refused:cheque-used')
})

test('[J87] once a head counts the replacement, the lists alone say what is left', async () => {
  const desk = await aDesk()
  desk.server.passes.set('3/4', aPass({ used: 3 }))
  await see(desk)
  const [former, newer] = [await desk.read(), await fresh(desk)]
  const { entry } = valueOf(await replace(desk, { read: former }, newer))
  desk.server.passes.set('3/4', aPass({ state: 'closed' }))
  desk.server.passes.set('3/5', aPass({ used: 4 }))
  await see(desk)
  await shown(desk, entry)
  expect((await check(desk, newer)).left?.remaining).toBe(6)
  expect((await check(desk, former)).verdict.type).toBe('refused:closed')
})

test('[J88] a pass blocked here is refused here at once, and taken again once it is unblocked here', async () => {
  const desk = await aDesk()
  const read = await desk.read()
  const said = async (kind: 'block' | 'unblock') =>
    valueOf(await blockPass(desk.store, desk.device, { kind, named: { read }, reason }, desk.now))
  await said('block')
  expect((await check(desk, read)).verdict.type).toBe('refused:suspended')
  await said('unblock')
  expect((await check(desk, read)).verdict.type).toBe('accepted')
})

test('[J88] a block that the lists show is theirs from then on: what they say of it later holds', async () => {
  const desk = await aDesk()
  const read = await desk.read()
  const asked = { kind: 'block', named: { read }, reason } as const
  const entry = valueOf(await blockPass(desk.store, desk.device, asked, desk.now))
  await shown(desk, entry)
  expect((await check(desk, read)).verdict.type).toBe('accepted')
})

/** Pass 4 is with a person, passes 5 to 7 of its batch are in stock. */
async function aDesk(): Promise<Desk> {
  const desk = await openDesk()
  // Its key is in the record from now on.
  await desk.server.signCode({ batch: 4, pass: 1, cheque: 0 })
  for (const pass of ['3/5', '3/6', '3/7', '4/1']) desk.server.passes.set(pass, aPass({ state: 'in-stock' }))
  await see(desk)
  return desk
}

async function see(desk: Desk): Promise<void> {
  desk.server.now += MINUTE
  await desk.server.publish()
  await pullKnowledge(desk.link)
}

/** The head that the device holds counts the act. */
async function shown(desk: Desk, entry: StoredEntry): Promise<void> {
  const firstHead = desk.server.headNumber
  const outcome = anOutcome(entry.id, { type: 'noted', firstHead })
  await desk.store.entries.put({ ...entry, status: 'acknowledged', outcome, beyond: 0 })
}

async function fresh(desk: Desk, pass = 5) {
  return desk.read(await desk.server.signCode({ batch: 3, pass, cheque: 0 }))
}

async function replace(
  desk: Desk,
  former: Parameters<typeof replacePass>[2]['former'],
  newer: Awaited<ReturnType<typeof fresh>>,
  words = reason,
) {
  return replacePass(desk.store, desk.device, { former, newer, reason: words }, desk.now)
}

async function redeem(desk: Desk, read: Awaited<ReturnType<typeof fresh>>) {
  return redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
}

async function check(desk: Desk, read: Awaited<ReturnType<typeof fresh>>) {
  return checkOnly(desk.store, desk.device, { read, service: 'basics' }, desk.now)
}
