// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { SECOND } from '#domain/instant.ts'
import { noon } from '#tests/support/builders.ts'
import { openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { confirmLive } from '#client/sync/live-push.ts'
import { longestWait, period, startSync, waitAfter, type Sync } from '#client/sync/sync-loop.ts'

const started: Sync[] = []

afterEach(() => {
  for (const sync of started.splice(0)) sync.stop()
})

test('[S19] waits grow with each failure, with full jitter, and never above two minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, random) => {
        const wait = waitAfter(n, random)
        expect(wait).toBeLessThanOrEqual(Math.min(longestWait, 2 * SECOND * 2 ** n))
        expect(wait).toBe(random * waitAfter(n, 1))
      },
    ),
  )
  expect([0, 1, 2, 5, 6, 7].map((n) => waitAfter(n, 1) / SECOND)).toEqual([2, 4, 8, 64, 120, 120])
})

test('[S19] without an answer it waits, says since when, and tries again by itself', async () => {
  const { desk, sync, settled } = await running(503)
  await settled('waiting')
  expect(sync.state.current()).toMatchObject({ since: noon, nextTry: noon + SECOND })
  expect(sync.inContact()).toBe(false)
  desk.world.pass(SECOND)
  await vi.waitFor(() =>
    expect(sync.state.current()).toMatchObject({ since: noon, nextTry: noon + 3 * SECOND }),
  )
  desk.server.meet = async () => undefined
  desk.world.pass(2 * SECOND)
  await settled('up-to-date')
  expect(sync.inContact()).toBe(true)
  await vi.waitFor(() => expect(desk.world.nextTimer()).toBe(period))
})

test('[S19] when the network comes back it does not wait', async () => {
  const { desk, settled } = await running(503)
  await settled('waiting')
  desk.server.meet = async () => undefined
  desk.world.goOnline()
  await settled('up-to-date')
})

test('[S20] an appended entry is sent at once', async () => {
  const { desk, settled } = await running()
  await settled('up-to-date')
  await redeem(desk)
  await vi.waitFor(() => expect(desk.server.entries).toHaveLength(1))
})

test('[S20] a device that is not recognised pauses, keeps everything, and goes on when it is again', async () => {
  const { desk, sync, settled } = await running(403)
  await redeem(desk)
  await settled('paused')
  expect(sync.state.current()).toMatchObject({ reason: 'forbidden' })
  desk.server.meet = async () => undefined
  await vi.waitFor(() => expect(desk.world.nextTimer()).toBe(longestWait))
  desk.world.pass(longestWait)
  await settled('up-to-date')
  await vi.waitFor(() => expect(desk.server.entries).toHaveLength(1))
})

test('[S56] a hidden page begins no exchange by itself, sends what waits, and goes on when it is seen', async () => {
  const { desk, settled } = await running()
  await settled('up-to-date')
  await vi.waitFor(() => expect(desk.world.nextTimer()).toBe(period))
  const asked = desk.server.requests.length
  const transaction = vi.spyOn(desk.store, 'transaction')
  desk.world.hide(true)
  desk.world.pass(period)
  desk.world.goOnline()
  expect(transaction).not.toHaveBeenCalled()
  expect(desk.server.requests).toHaveLength(asked)
  transaction.mockRestore()

  await redeem(desk)
  await vi.waitFor(() => expect(desk.server.entries).toHaveLength(1))
  expect(desk.server.requests.slice(asked)).not.toContain('/api/pull')
  desk.world.hide(false)
  await vi.waitFor(() => expect(desk.server.requests.slice(asked)).toContain('/api/pull'))
})

test('[S20] after it was stopped it does nothing more', async () => {
  const { desk, sync, settled } = await running()
  await settled('up-to-date')
  await vi.waitFor(() => expect(desk.world.nextTimer()).toBe(period))
  sync.stop()
  expect(desk.world.nextTimer()).toBeUndefined()
})

test('[S21] a live push and the loop never push at once, and an entry is sent once', async () => {
  const { desk, settled } = await running()
  await settled('up-to-date')
  let pushing = 0
  let most = 0
  desk.server.meet = async (path) => {
    if (path !== '/api/push') return undefined
    most = Math.max(most, ++pushing)
    await new Promise((resolve) => setImmediate(resolve))
    pushing--
    return undefined
  }
  desk.server.requests.length = 0
  const { entry } = await redeem(desk)
  const answers = await Promise.all([confirmLive(desk.link, entry.id), confirmLive(desk.link, entry.id)])
  expect(answers).toEqual([{ type: 'covered' }, { type: 'covered' }])
  expect(most).toBe(1)
  expect(desk.server.requests.filter((path) => path === '/api/push')).toHaveLength(1)
})

test('[S33] two tabs together ask as often as one', async () => {
  const { desk, sync, settled } = await running()
  await settled('up-to-date')
  const other = startSync(desk.link)
  started.push(other)
  await vi.waitFor(() => expect(other.state.current().type).toBe('up-to-date'))
  desk.server.requests.length = 0
  for (let periods = 1; periods <= 5; periods++) {
    await vi.waitFor(() => expect(desk.world.timers()).toBe(2))
    desk.world.pass(period)
    await vi.waitFor(() => expect(desk.world.timers()).toBe(2))
    expect(desk.server.requests.filter((path) => path === '/api/pull')).toHaveLength(periods)
  }
  expect([sync.inContact(), other.inContact()]).toEqual([true, true])
})

test('[S33] a person who asks, or a network that returns, is not told to wait for another tab', async () => {
  const { desk, sync, settled } = await running()
  await settled('up-to-date')
  await vi.waitFor(() => expect(desk.world.timers()).toBe(1))
  desk.server.requests.length = 0
  sync.hurry()
  await vi.waitFor(() => expect(desk.server.requests).toContain('/api/pull'))
})

async function running(status?: number) {
  const desk = await openDesk()
  if (status !== undefined) desk.server.meet = async () => status
  const sync = startSync(desk.link)
  started.push(sync)
  const settled = async (type: string) =>
    vi.waitFor(() => expect(sync.state.current().type).toBe(type), { timeout: 3000 })
  return { desk, sync, settled }
}

async function redeem(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}
