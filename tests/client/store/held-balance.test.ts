import { expect, test } from 'vitest'
import { blockPass } from '#client/store/block-pass.ts'
import { heldBalance } from '#client/store/held-balance.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { heldBy, openDesk } from './a-desk.ts'

test('[J96] what is left is said without a network, with what this device did itself', async () => {
  const desk = await openDesk()
  const text = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  const before = await heldBalance(desk.store, desk.device, text)
  const asked = { read: await desk.read(), service: 'basics' }
  const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
  const after = await heldBalance(desk.store, desk.device, text)
  expect(after).toEqual({ ...before, used: (before?.used ?? 0) + 1 })
  await voidRedemption(desk.store, desk.device, entry.id, 'undone', desk.now)
  expect(await heldBalance(desk.store, desk.device, text)).toEqual(before)
  expect(before).toMatchObject({ state: 'active', knownAt: (await heldBy(desk)).head.issuedAt })
})

test('[J96] a pass that was blocked at this desk is blocked here at once', async () => {
  const desk = await openDesk()
  const text = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  const asked = { kind: 'block', named: { read: await desk.read() }, reason: 'perdu' } as const
  await blockPass(desk.store, desk.device, asked, desk.now)
  expect(await heldBalance(desk.store, desk.device, text)).toMatchObject({ state: 'suspended' })
})

test('[J96] of a code that it cannot vouch for a device says nothing, and so of what is no pass', async () => {
  const desk = await openDesk()
  const elsewhere = await desk.server.signCode({ batch: 99, pass: 1, cheque: 0 })
  for (const text of [elsewhere, 'https://example.org/', '0000-0000-0000']) {
    expect(await heldBalance(desk.store, desk.device, text)).toBeUndefined()
  }
})
