import { expect, test } from 'vitest'
import { mayUndo } from '#client/device/undo-act.tsx'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { createCell } from '#client/store/observable.ts'
import type { SyncState } from '#client/sync/sync-loop.ts'
import { heldBy, openDesk } from '#tests/client/store/a-desk.ts'

test('[K178] a revoked tablet offers no undo, though its screen still shows the act', async () => {
  const desk = await openDesk()
  const { programme } = (await heldBy(desk)).records
  const asked = { read: await desk.read(), service: 'basics' }
  const { entry } = await redeemPass(desk.store, desk.device, asked, desk.now)
  const state = createCell<SyncState>({ type: 'up-to-date', lastContact: undefined })
  const device = { now: desk.now, sync: { state } }
  expect(mayUndo(entry, programme, device)).toBe(true)
  state.set({ type: 'paused', reason: 'revoked', lastContact: undefined })
  expect(mayUndo(entry, programme, device)).toBe(false)
  state.set({ type: 'paused', reason: 'not-recognised', lastContact: undefined })
  expect(mayUndo(entry, programme, device)).toBe(true)
})
