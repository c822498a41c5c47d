import { expect, test } from 'vitest'
import { SECOND } from '#domain/instant.ts'
import { isServerBusy, parseRetryAfter } from '#client/sync/server-busy.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { createSignedFetch } from '#client/sync/signed-fetch.ts'
import { longestWait, waitAfter } from '#client/sync/sync-loop.ts'
import { openDesk } from '#tests/client/store/a-desk.ts'
import { aPass, noon } from '#tests/support/builders.ts'

test('[S32] a server that says how long to wait is left alone that long, two minutes at most', () => {
  expect(waitAfter(0, 0, 30 * SECOND)).toBe(30 * SECOND)
  expect(waitAfter(0, 0.5, 30 * SECOND)).toBe(31 * SECOND)
  expect(waitAfter(0, 0.5, 3_600 * SECOND)).toBe(longestWait)
})

test('[S32] Retry-After is read in seconds and as a date by the server’s clock; anything else says nothing', () => {
  expect(parseRetryAfter('120', noon)).toBe(120 * SECOND)
  expect(parseRetryAfter(new Date(noon + 45 * SECOND).toUTCString(), noon)).toBe(45 * SECOND)
  expect(parseRetryAfter(new Date(noon - SECOND).toUTCString(), noon)).toBe(0)
  expect(parseRetryAfter('soon', noon)).toBeUndefined()
  expect(parseRetryAfter(null, noon)).toBeUndefined()
})

test.each([429, 503])(
  '[S32] %i is an answer to come back later, and keeps what it asks for',
  async (status) => {
    const desk = await openDesk()
    const headers = { 'Retry-After': '17' }
    const { device, address, privateKey } = desk.link
    let asked = 0
    const fetch: typeof globalThis.fetch = async (input, init) =>
      ++asked === 1 ? desk.world.fetch(input, init) : new Response(null, { status, headers })
    const ask = createSignedFetch({ ...desk.world, fetch }, { device, address, key: privateKey })
    const busy: unknown = await ask({ method: 'POST', path: '/api/push' }).catch((error: unknown) => error)
    expect(isServerBusy(busy) && busy.busy).toEqual({ status, retryAfter: 17 * SECOND })
  },
)

test.each(['/heads/7', '/files/'])(
  '[K175] what stands before %s is left alone as long as it asks',
  async (path) => {
    const desk = await openDesk()
    desk.server.now += SECOND
    desk.server.passes.set('3/4', aPass({ used: 2 }))
    await desk.server.publish()
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const asked = new URL(input instanceof Request ? input.url : input).pathname
      const busy = new Response(null, { status: 503, headers: { 'Retry-After': '23' } })
      return asked.startsWith(path) ? busy : desk.world.fetch(input, init)
    }
    const link = { ...desk.link, world: { ...desk.world, fetch } }
    const busy: unknown = await pullKnowledge(link).catch((error: unknown) => error)
    expect(isServerBusy(busy) && busy.busy).toEqual({ status: 503, retryAfter: 23 * SECOND })
  },
)
