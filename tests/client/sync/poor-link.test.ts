import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pendingCount } from '#client/store/list-entries.ts'
import { chainEndOf } from '#client/store/journal.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { createPushSize } from '#client/sync/push-size.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { encodeEntry, entryHash } from '#protocol/journal-entry.ts'
import { pushLimits } from '#protocol/push.ts'
import { uuidV7 } from '#protocol/uuid.ts'
import { openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { overPoorLine, type Line } from '#tests/support/poor-line.ts'

test('[S30] a backlog of a thousand acts goes over a line that cuts every 4 KB', { timeout: 60_000 }, () =>
  sendOver({ request: 4096, answer: 4096 }, 1000),
)

test.each<[string, Line]>([
  ['requests above 4 KB never arrive', { request: 4096, answer: Infinity }],
  ['answers break off after 3 KB', { request: Infinity, answer: 3072 }],
  ['nothing above 1 KB comes through either way', { request: 1024, answer: 1024 }],
])('[S30] a backlog goes over a line on which %s', { timeout: 30_000 }, (_, line) => sendOver(line, 150))

async function sendOver(line: Line, acts: number): Promise<void> {
  const desk = await openDesk()
  await appendRefusals(desk, acts)
  const { link, broken, tried } = overPoorLine(desk, line)
  expect(await pushEntries(link)).toEqual({ ok: true, value: { sent: acts } })
  const rows = await desk.store.entries.toArray()
  expect(desk.server.entries.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  expect(await pendingCount(desk.store, desk.device)).toBe(0)
  expect(broken()).toBeGreaterThan(0)
  // A push that breaks off costs a push: most must come through.
  expect(broken()).toBeLessThan(tried() / 2)
}

test('[S30] what one push has settled is not sent again when the line dies in the next', async () => {
  const desk = await openDesk()
  await appendRefusals(desk, pushLimits.entries * 2)
  let pushes = 0
  desk.server.meet = async (path) => (path === '/api/push' && ++pushes > 1 ? 503 : undefined)
  await expect(pushEntries(desk.link)).rejects.toThrow('503')
  expect(await pendingCount(desk.store, desk.device)).toBe(pushLimits.entries)
  desk.server.meet = async () => undefined
  desk.server.requests.length = 0
  expect(await pushEntries(desk.link)).toEqual({ ok: true, value: { sent: pushLimits.entries } })
})

test('[S30] without any network one push is tried, and the next is as long as before', async () => {
  const desk = await openDesk()
  await appendRefusals(desk, pushLimits.entries)
  desk.server.meet = async () => 'lost-answer'
  desk.server.requests.length = 0
  await expect(pushEntries(desk.link)).rejects.toThrow('fetch failed')
  expect(desk.link.size.entries()).toBe(pushLimits.entries)
  expect(desk.server.requests).toEqual(['/api/nonce', '/api/nonce'])
})

test('[S30] an entry that alone never comes through ends the try', async () => {
  const desk = await openDesk()
  await appendRefusals(desk, 4)
  const { link } = overPoorLine(desk, { request: 10, answer: Infinity })
  await expect(pushEntries(link)).rejects.toThrow('cut')
  expect(await pendingCount(desk.store, desk.device)).toBe(4)
})

test('[S31] a push is never empty and never above the limit, and grows back after any number of failures', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (came) => {
      const size = createPushSize()
      for (const through of came) {
        const before = size.entries()
        if (through) size.grow()
        else size.halve(before)
        expect(size.entries()).toBeGreaterThanOrEqual(1)
        expect(size.entries()).toBeLessThanOrEqual(pushLimits.entries)
        if (!through && before > 1) expect(size.entries()).toBeLessThan(before)
      }
      for (let i = 0; i < 20; i++) size.grow()
      expect(size.entries()).toBe(pushLimits.entries)
    }),
  )
})

/** A backlog as many refusals make it, in one chain. */
async function appendRefusals({ store, device, now }: Desk, acts: number): Promise<void> {
  let { sequence, hash: previous } = await chainEndOf(store, device)
  const rows: StoredEntry[] = []
  for (let i = 0; i < acts; i++) {
    sequence += 1
    const id = uuidV7(now(), store.random(10))
    const about = {
      kind: 'refusal',
      body: { code: null, service: 'basics', reason: 'expired' },
      verdict: null,
    }
    const when = { deviceTime: now(), clockOffset: 0, head: 1 }
    const bytes = encodeEntry({ id, device, sequence, previous, ...when, ...about })
    previous = entryHash(bytes)
    rows.push({
      ...{ device, sequence, id, bytes, hash: previous, kind: 'refusal', at: now() },
      ...{ batch: undefined, pass: undefined, cheque: 0, units: 0, service: 'basics', reason: 'expired' },
      ...{ verdict: undefined, status: 'pending', answer: undefined, outcome: undefined, listed: undefined },
      ...{ beyond: 0, unreported: 0, undoes: undefined, undoneBy: undefined },
      ...{ personal: undefined, forgetAt: undefined },
    })
  }
  await store.entries.bulkAdd(rows)
}
