// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aheadOf, askAhead, closeAhead } from '#client/features/balance/ask-ahead.ts'
import { rememberBalance } from '#client/store/seen-balances.ts'
import { openDesk } from '#tests/client/store/a-desk.ts'
import { aBalance } from './balances.ts'

const code = '1'.repeat(214)
const never = new Promise<never>(() => undefined)
const server = vi.fn<typeof fetch>()

beforeEach(() => {
  vi.stubGlobal('location', { hash: `#${code}` })
  server.mockReset().mockResolvedValue(Response.json(aBalance({ used: 4 })))
  vi.stubGlobal('fetch', server)
})

afterEach(() => {
  closeAhead()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('[Y60] the first drawing has what this device last saw of the pass', async () => {
  const { store } = await openDesk()
  const seen = aBalance({ used: 3 })
  await rememberBalance(store, code, seen, seen.knownAt)
  server.mockReturnValue(never)
  await askAhead(Promise.resolve(store))
  expect(aheadOf(code)?.seen).toEqual(seen)
  expect(aheadOf('2'.repeat(214))).toBeUndefined()
})

test('[Y60] the server is asked once, whoever begins: the start of the app, or its page that came late', async () => {
  await Promise.all([askAhead(never), askAhead(never)])
  expect(server).toHaveBeenCalledTimes(1)
  expect(await aheadOf(code)?.answer).toEqual(aBalance({ used: 4 }))
  closeAhead()
  expect(aheadOf(code)).toBeUndefined()
})

test('[Y60] a store that is silent, or cannot be read, holds nothing up', async () => {
  vi.useFakeTimers()
  server.mockReturnValue(never)
  const silent = askAhead(never)
  await vi.advanceTimersByTimeAsync(1000)
  await silent
  closeAhead()
  await askAhead(Promise.reject(new Error('unopenable')))
  expect(aheadOf(code)?.seen).toBeUndefined()
})

test('[Y60] an answer is drawn without waiting for the store', async () => {
  // No clock moves: only what is answered ends the wait.
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  await askAhead(never)
  expect(aheadOf(code)?.said).toEqual(aBalance({ used: 4 }))
})

test('[Y60] what was asked for a page that was not drawn is not the news of one that is drawn later', async () => {
  vi.useFakeTimers()
  const asked = askAhead(never)
  await vi.advanceTimersByTimeAsync(19_000)
  await asked
  expect(aheadOf(code)).toBeDefined()
  await vi.advanceTimersByTimeAsync(1000)
  expect(aheadOf(code)).toBeUndefined()
})

test('[Y60] an address without a pass asks for nothing', async () => {
  vi.stubGlobal('location', { hash: '#hello' })
  await askAhead(never)
  vi.stubGlobal('location', { hash: '' })
  vi.stubGlobal('history', { state: null })
  await askAhead(never)
  expect(server).not.toHaveBeenCalled()
})
