import { expect, test } from 'vitest'
import { pendingCount } from '#client/store/list-entries.ts'
import { isDamaged, sentEntryOf } from '#client/store/sent-entry.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { createLink } from '#client/sync/link.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { toHex } from '#protocol/bytes.ts'
import { decodeMessage } from '#protocol/message.ts'
import { pushRequest, type SentEntry } from '#protocol/push.ts'
import { noon } from '#tests/support/builders.ts'
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

/** What goes over the wire in one exchange; the server keeps aside what says that it is damaged. */
async function pushes(desk: Desk): Promise<readonly SentEntry[]> {
  const sent: SentEntry[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
    const request = body && decodeMessage(pushRequest, body)
    if (request?.ok) sent.push(...request.value.entries)
    return desk.world.fetch(input, init)
  }

  const enrolment = await desk.store.enrolments.get(desk.device)
  if (!enrolment) throw new Error('not enrolled')
  await pushEntries(createLink(desk.store, enrolment, { ...desk.world, fetch }))
  return sent
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
