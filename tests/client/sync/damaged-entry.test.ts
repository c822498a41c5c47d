import { expect, test } from 'vitest'
import { personalPartLasts } from '#domain/handover.ts'
import { DAY, MINUTE } from '#domain/instant.ts'
import { handOver } from '#client/store/hand-over.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { forgetExpiredParts } from '#client/store/personal-parts.ts'
import { isDamaged, sentEntryOf } from '#client/store/sent-entry.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { createLink, type Link } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import type { World } from '#client/sync/world.ts'
import { toHex } from '#protocol/bytes.ts'
import { decodeMessage } from '#protocol/message.ts'
import { pushRequest, type SentEntry } from '#protocol/push.ts'
import { aPass, noon } from '#tests/support/builders.ts'
import { openDesk, readHere, type Desk } from '#tests/client/store/a-desk.ts'

test('[J32] an act that the store has damaged is sent once as it is, under the hash that its chain names', async () => {
  const desk = await deskWithActs(3)
  const rows = await desk.store.entries.toArray()
  const [, second] = rows
  if (!second) throw new Error('no act')
  const bytes = Uint8Array.from(second.bytes, (byte, i) => (i === 30 ? byte ^ 1 : byte))
  await desk.store.entries.update([desk.device, 2], { bytes })
  const sent = await pushes(desk)
  expect(sent.map(({ hash }) => hash && toHex(hash))).toEqual([undefined, toHex(second.hash), undefined])
  expect(sent[1]?.bytes).toEqual(bytes)
  expect(await pendingCount(desk.store, desk.device)).toBe(0)
  expect((await desk.store.entries.get([desk.device, 2]))?.answer?.type).toBe('unreadable')
  expect(await pushes(desk)).toEqual([])
})

test('[J32] where only the stored hash was damaged, the act goes as it was', async () => {
  const desk = await deskWithActs(2)
  const [first] = await desk.store.entries.toArray()
  await desk.store.entries.update([desk.device, 1], { hash: new Uint8Array(32) })
  const sent = await pushes(desk)
  expect(sent.map(({ hash }) => hash)).toEqual([undefined, undefined])
  expect(await desk.store.entries.get([desk.device, 1])).toMatchObject({
    hash: first?.hash,
    answer: { type: 'recorded' },
  })
})

test('[J33] a personal part leaves the device until it expires, and not after', async () => {
  const desk = await deskWithActs(1)
  const [row] = await desk.store.entries.toArray()
  if (!row) throw new Error('no act')
  const personal = { salt: new Uint8Array(16), part: new Uint8Array(3), expiresAt: noon }
  expect(sentEntryOf({ ...row, personal }, noon - 1).personal).toEqual(personal)
  expect(sentEntryOf({ ...row, personal }, noon).personal).toBeNull()
  expect(isDamaged(row)).toBe(false)
})

test('[J71] a tablet whose clock is years ahead keeps a personal part, and sends it, by the time of its last contact', async () => {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ state: 'in-stock' }))
  desk.server.now += MINUTE
  await desk.server.publish()
  const ahead = () => desk.now() + 3 * 365 * DAY
  await pullKnowledge(await linkOf(desk, { ...desk.world, now: ahead }))
  const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
  const { entry } = await handOver(desk.store, desk.device, { read: await desk.read(), said }, ahead)
  expect(entry?.personal?.expiresAt).toBe(desk.now() + personalPartLasts)
  expect(await forgetExpiredParts(desk.store, ahead())).toBe(0)
  expect((await pushes(desk, ahead)).map(({ personal }) => personal)).toEqual([entry?.personal])
  desk.server.now += personalPartLasts
  expect(await forgetExpiredParts(desk.store, ahead())).toBe(1)
})

/** What goes over the wire in one exchange; the server keeps aside what says that it is damaged. */
async function pushes(desk: Desk, now = desk.now): Promise<readonly SentEntry[]> {
  const sent: SentEntry[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
    const request = body && decodeMessage(pushRequest, body)
    if (request?.ok) sent.push(...request.value.entries)
    return desk.world.fetch(input, init)
  }

  await pushEntries(await linkOf(desk, { ...desk.world, fetch, now }))
  return sent
}

async function linkOf({ store, device }: Desk, world: World): Promise<Link> {
  const enrolment = await store.enrolments.get(device)
  if (!enrolment) throw new Error('not enrolled')
  return createLink(store, enrolment, world)
}

async function deskWithActs(acts: number): Promise<Desk> {
  const desk = await openDesk()
  for (let pass = 0; pass < acts; pass++) {
    const text = await desk.server.signCode({ batch: 3, pass, cheque: 0 })
    const read = await readHere(desk.store, desk.device, text)
    await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  }
  return desk
}
