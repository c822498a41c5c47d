import { afterEach, expect, test, vi } from 'vitest'
import { runAlone } from '#client/sync/alone.ts'

const { locks } = navigator
let name = 0

afterEach(() => vi.useRealTimers())

test('[S34] two tabs run one after the other', async () => {
  const lock = `lock-${++name}`
  const visible = { locks, isHidden: () => false, patience: 60_000 }
  let running = 0
  let most = 0
  const run = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    return running
  }
  await Promise.all([runAlone(lock, run, visible), runAlone(lock, run, visible)])
  expect(most).toBe(1)
})

test('[S34] the tab in front takes the lock that a frozen tab holds for too long', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const lock = `lock-${++name}`
  const frozen = runAlone(lock, () => new Promise(() => undefined), {
    locks,
    isHidden: () => true,
    patience: 1000,
  }).catch((error: unknown) => String(error))
  await vi.waitFor(async () => expect((await locks.query()).held).toHaveLength(1))

  let hidden = true
  let ran = false
  const waiting = runAlone(lock, async () => (ran = true), { locks, isHidden: () => hidden, patience: 1000 })
  await vi.waitFor(async () => expect((await locks.query()).pending).toHaveLength(1))
  vi.advanceTimersByTime(5000)
  await new Promise((resolve) => setImmediate(resolve))
  expect(ran).toBe(false)

  hidden = false
  vi.advanceTimersByTime(1000)
  expect(await waiting).toBe(true)
  expect(await frozen).toContain('AbortError')
})

test('[S34] what fails under the lock fails, and frees it', async () => {
  const lock = `lock-${++name}`
  const visible = { locks, isHidden: () => false, patience: 60_000 }
  await expect(runAlone(lock, () => Promise.reject(new Error('no network')), visible)).rejects.toThrow(
    'no network',
  )
  expect(await runAlone(lock, async () => 1, visible)).toBe(1)
})
