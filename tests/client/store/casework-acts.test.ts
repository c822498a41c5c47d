import { expect, test } from 'vitest'
import { bodyOf, decodeEntry, type EntryKind } from '#protocol/journal-entry.ts'
import { blockPass } from '#client/store/block-pass.ts'
import { contestRedemption } from '#client/store/contest-redemption.ts'
import { handOver } from '#client/store/hand-over.ts'
import { longestReason } from '#client/store/reason-fault.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { undoHandover } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { aUuid, valueOf } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

const reason = 'perdu dans le bus'

test('[J72] a pass in hand is blocked and unblocked by its code, with a reason', async () => {
  const desk = await openDesk()
  const read = await desk.read()
  for (const kind of ['block', 'unblock'] as const) {
    const asked = { kind, named: { read }, reason: ` ${reason} ` }
    const entry = valueOf(await blockPass(desk.store, desk.device, asked, desk.now))
    expect(entry).toMatchObject({ kind, batch: 3, pass: 4, units: 0, beyond: 1, status: 'pending', reason })
    expect(said(entry, kind)).toEqual({ code: [3, 4, 0], proof: read.proof, reason })
  }
})

test('[J72] a lost pass is blocked by the handover that this device made of it, until that is undone', async () => {
  const desk = await openDesk()
  const read = await desk.read(await desk.server.signCode({ batch: 12, pass: 1, cheque: 0 }))
  const { entry } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  const handover = entry?.id ?? ''
  const block = async (id: string) =>
    blockPass(desk.store, desk.device, { kind: 'block', named: { handover: id }, reason }, desk.now)
  const blocked = valueOf(await block(handover))
  expect(said(blocked, 'block')).toEqual({ code: [12, 1, 0], proof: { handover }, reason })
  expect(await block(aUuid(77))).toEqual({ ok: false, error: 'not-here' })
  valueOf(await undoHandover(desk.store, desk.device, handover, desk.now))
  expect(await block(handover)).toEqual({ ok: false, error: 'already-undone' })
})

test('[J73] a venue contests a line of its own, and a person any line', async () => {
  const desk = await openDesk()
  const { entry } = await redeem(desk)
  const mine = valueOf(await contest(desk, entry.id, 'venue'))
  expect(mine).toMatchObject({ kind: 'contest', batch: 3, pass: 4, units: 0 })
  expect(said(mine, 'contest')).toEqual({ redemption: entry.id, by: 'venue', reason })
  const elsewhere = aUuid(78)
  expect(await contest(desk, elsewhere, 'venue')).toEqual({ ok: false, error: 'not-here' })
  expect(await contest(desk, mine.id, 'person')).toEqual({ ok: false, error: 'not-here' })
  expect(valueOf(await contest(desk, elsewhere, 'person'))).toMatchObject({ batch: undefined })
  valueOf(await voidRedemption(desk.store, desk.device, entry.id, 'undone', desk.now))
  expect(await contest(desk, entry.id, 'person')).toEqual({ ok: false, error: 'already-voided' })
})

test('[J74] an act that says something of a pass or a line needs a reason that its entry holds, and else writes nothing', async () => {
  const desk = await openDesk()
  const { entry } = await redeem(desk)
  const named = { read: await desk.read() }
  for (const [words, error] of [
    ['  ', 'reason-missing'],
    ['x'.repeat(longestReason + 1), 'reason-too-long'],
  ] as const) {
    const refused = { ok: false, error }
    const asked = { kind: 'block', named, reason: words } as const
    expect(await blockPass(desk.store, desk.device, asked, desk.now)).toEqual(refused)
    expect(await contest(desk, entry.id, 'venue', words)).toEqual(refused)
  }
  expect(await desk.store.entries.count()).toBe(1)
  const longest = valueOf(await contest(desk, entry.id, 'venue', 'x'.repeat(longestReason)))
  expect(said(longest, 'contest')?.reason).toHaveLength(longestReason)
})

function said<Kind extends EntryKind>(entry: StoredEntry, kind: Kind) {
  return bodyOf(valueOf(decodeEntry(entry.bytes)), kind)
}

async function contest(desk: Desk, redemption: string, by: 'person' | 'venue', words = reason) {
  return contestRedemption(desk.store, desk.device, { redemption, by, reason: words }, desk.now)
}

async function redeem(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}
