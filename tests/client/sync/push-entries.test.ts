import { expect, test } from 'vitest'
import { readHere, openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { nextToPush } from '#client/store/pending-push.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { createSignedFetch } from '#client/sync/signed-fetch.ts'
import { pushLimits } from '#protocol/push.ts'
import { aUuid } from '#tests/support/builders.ts'
import { anOutcome } from './fake-server.ts'

test('[S1] a push whose answer is lost is repeated, and counts once', async () => {
  const desk = await deskWithActs(3)
  desk.server.meet = async () => 'lost-answer'
  await expect(pushEntries(desk.link)).rejects.toThrow('fetch failed')
  expect(desk.server.entries).toHaveLength(0)
  desk.server.meet = async (path) => (path === '/api/push' ? 'lost-answer' : undefined)
  await expect(pushEntries(desk.link)).rejects.toThrow('fetch failed')
  expect(desk.server.entries).toHaveLength(3)
  expect(await pendingCount(desk.store, desk.device)).toBe(3)

  desk.server.meet = async () => undefined
  expect(await pushEntries(desk.link)).toEqual({ ok: true, value: { sent: 3 } })
  expect(desk.server.entries).toHaveLength(3)
  const rows = await desk.store.entries.toArray()
  expect(rows.map(({ status, answer, outcome }) => [status, answer?.type, outcome?.type])).toEqual(
    rows.map(() => ['acknowledged', 'known', 'covered']),
  )
})

test('[S2] an entry that the server keeps aside says so, and stops none of the others', async () => {
  const desk = await deskWithActs(3)
  const [, second] = await desk.store.entries.toArray()
  desk.server.judge = (id) =>
    id === second?.id
      ? { answer: 'held', reason: 'fork', outcome: undefined }
      : { answer: 'recorded', outcome: anOutcome(id, { type: 'covered', coveredUnits: 1 }) }
  await pushEntries(desk.link)
  const rows = await desk.store.entries.toArray()
  expect(rows.map(({ answer }) => answer)).toEqual([
    { type: 'recorded', reason: '' },
    { type: 'held', reason: 'fork' },
    { type: 'recorded', reason: '' },
  ])
  expect(await pendingCount(desk.store, desk.device)).toBe(0)
})

test('[S3] a long backlog goes in pushes of a hundred entries, in the order of the chain', async () => {
  const desk = await deskWithActs(pushLimits.entries + 5)
  expect(await nextToPush(desk.store, desk.device)).toHaveLength(pushLimits.entries)
  await pushEntries(desk.link)
  expect(desk.server.requests.filter((path) => path === '/api/push')).toHaveLength(2)
  const rows = await desk.store.entries.toArray()
  expect(desk.server.entries.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
})

test('[S3] a push is cut where it grows too large, and never empty', async () => {
  const desk = await deskWithActs(3)
  const rows = await desk.store.entries.toArray()
  const large = new Uint8Array(pushLimits.bytes)
  await desk.store.entries.bulkPut(rows.map((row, i) => (i === 1 ? { ...row, bytes: large } : row)))
  expect(await nextToPush(desk.store, desk.device)).toHaveLength(1)
  await desk.store.entries.delete([desk.device, 1])
  expect(await nextToPush(desk.store, desk.device)).toHaveLength(1)
})

test.each([
  [401, 'not-recognised'],
  [403, 'forbidden'],
])('[S4] %i pauses the outbox and drops nothing', async (status, reason) => {
  const desk = await deskWithActs(2)
  desk.server.meet = async () => status
  expect(await pushEntries(desk.link)).toEqual({ ok: false, error: reason })
  expect(await pendingCount(desk.store, desk.device)).toBe(2)
  desk.server.meet = async () => undefined
  expect(await pushEntries(desk.link)).toEqual({ ok: true, value: { sent: 2 } })
})

test('[S4] a stale nonce costs one more request, not an act', async () => {
  const desk = await deskWithActs(1)
  await pullKnowledge(desk.link)
  desk.server.nonce = 'a later one'
  await pushEntries(desk.link)
  expect(desk.server.requests.filter((path) => path === '/api/push')).toHaveLength(2)
  expect(desk.server.entries).toHaveLength(1)
})

test.each([
  ['a page of some other network', async () => new Response('<html>Log in</html>')],
  ['an answer that is not ours', async () => new Response(new Uint8Array([0xa0]))],
  ['a server in trouble', async () => new Response(null, { status: 503 })],
])('[S5] %s is no answer: the outbox waits', async (_, fetch) => {
  const desk = await deskWithActs(1)
  await expect(pushEntries({ ...desk.link, fetch: signedFetchTo(desk, fetch) })).rejects.toThrow()
  expect(await pendingCount(desk.store, desk.device)).toBe(1)
})

test('[S6] what a restored server lost is sent again, and what it keeps aside is not', async () => {
  const desk = await deskWithActs(4)
  const rows = await desk.store.entries.toArray()
  await pushEntries(desk.link)
  desk.server.entries.splice(1)
  desk.server.outcomes.clear()
  await desk.store.entries.update([desk.device, 3], { answer: { type: 'held', reason: 'fork' } })
  await pullKnowledge(desk.link)
  expect((await nextToPush(desk.store, desk.device)).map(({ id }) => id)).toEqual([rows[1]?.id, rows[3]?.id])
})

test('[S6] a device that the server knows more of than itself goes on as a new one', async () => {
  const desk = await deskWithActs(2)
  await pushEntries(desk.link)
  await desk.store.entries.delete([desk.device, 2])
  expect(await pullKnowledge(desk.link)).toEqual({ ok: true, value: 'pulled' })
  const enrolments = await desk.store.enrolments.toArray()
  expect(enrolments.map(({ device, replacedBy }) => [device, replacedBy])).toEqual([
    [desk.device, aUuid(902)],
    [aUuid(902), undefined],
  ])
})

test.each([
  ['revoked', 'revoked'],
  ['too-many', 'enrol-again'],
] as const)(
  '[S6] where the server refuses that (%s), it pauses and keeps everything',
  async (reason, pause) => {
    const desk = await deskWithActs(2)
    await pushEntries(desk.link)
    await desk.store.entries.delete([desk.device, 2])
    desk.server.continues = () => ({ type: 'refused', reason })
    expect(await pullKnowledge(desk.link)).toEqual({ ok: false, error: pause })
    expect(await desk.store.entries.count()).toBe(1)
  },
)

function signedFetchTo(desk: Desk, fetch: typeof globalThis.fetch) {
  const { device, address, privateKey } = desk.link
  return createSignedFetch({ ...desk.world, fetch }, { device, address, key: privateKey })
}

/** Each on another pass, so that each is accepted. */
async function deskWithActs(acts: number): Promise<Desk> {
  const desk = await openDesk()
  for (let pass = 0; pass < acts; pass++) {
    const text = await desk.server.signCode({ batch: 3, pass: pass % 100, cheque: 0 })
    const read = await readHere(desk.store, desk.device, text)
    await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  }
  return desk
}
