import { expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { entriesToExport, markExported, unsafeCount } from '#client/store/export-entries.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { isKeptAside } from '#client/store/stored-entry.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { equalBytes, toHex } from '#protocol/bytes.ts'
import { decodeMessage } from '#protocol/message.ts'
import { pushRequest, type SentEntry } from '#protocol/push.ts'
import { openDesk, readHere, type Desk } from '#tests/client/store/a-desk.ts'
import { anOutcome } from './fake-server.ts'

const kept = { type: 'unreadable', reason: 'not-taken' }

test.each([1, 2, 3])(
  '[J75] act %i of three that is refused for good stops no other, stays here whole and goes into a file',
  async (bad) => {
    const desk = await deskWithActs(3)
    const rows = await desk.store.entries.toArray()
    const { bytes, hash } = rows[bad - 1] ?? { bytes: new Uint8Array(), hash: new Uint8Array() }
    const sent = await pushThrough(desk, (entries) => entries.some((entry) => equalBytes(entry.bytes, bytes)))
    expect(sent.result).toEqual({ ok: true, value: { sent: 3 } })
    const after = await desk.store.entries.toArray()
    expect(after.map(({ status, answer }) => [status, answer?.type, answer?.reason])).toEqual(
      after.map((_, i) => [
        'acknowledged',
        ...(i === bad - 1 ? Object.values(kept) : [expect.anything(), '']),
      ]),
    )
    expect(after.map((row) => row.bytes)).toEqual(rows.map((row) => row.bytes))
    expect(desk.server.entries.map((entry) => toHex(entry.hash))).toEqual(rows.map((row) => toHex(row.hash)))
    expect(sent.taken.filter((entry) => entry.hash).map((entry) => [entry.bytes.length, entry.hash])).toEqual(
      [[0, hash]],
    )
    // Nothing goes again, a wipe would lose it, and a file takes it along whole.
    expect((await pushThrough(desk, () => false)).taken).toEqual([])
    expect(await unsafeCount(desk.store, [desk.device])).toBe(1)
    const inFile = await entriesToExport(desk.store, desk.device)
    expect(inFile[0]?.bytes).toEqual(bytes)
    await markExported(desk.store, inFile, desk.now())
    expect(await unsafeCount(desk.store, [desk.device])).toBe(0)
  },
)

test('[J100] what became of an act whose place alone was sent says that a file brought it: it is aside no more', async () => {
  const desk = await deskWithActs(2)
  const [, second] = await desk.store.entries.toArray()
  if (!second) throw new Error('no act')
  const bad = second.bytes
  await pushThrough(desk, (entries) => entries.some((entry) => equalBytes(entry.bytes, bad)))
  const rowNow = async () => desk.store.entries.get([desk.device, 2])
  expect((await rowNow())?.answer).toEqual(kept)
  desk.server.outcomes.set(second.id, anOutcome(second.id, { type: 'covered', coveredUnits: 1 }))
  const enrolment = await desk.store.enrolments.get(desk.device)
  if (!enrolment) throw new Error('not enrolled')
  await pullKnowledge(createLink(desk.store, enrolment, desk.world))
  const row = await rowNow()
  expect(row).toMatchObject({ answer: { type: 'recorded', reason: '' }, outcome: { type: 'covered' } })
  expect(row && isKeptAside(row)).toBe(false)
  expect(await unsafeCount(desk.store, [desk.device])).toBe(0)
  expect(await entriesToExport(desk.store, desk.device)).toEqual([])
})

test('[J75] without what it says of a person it may be taken: then it counts like any other', async () => {
  const desk = await deskWithActs(2)
  const personal = { salt: new Uint8Array(16), part: new Uint8Array(3), expiresAt: desk.now() + DAY }
  await desk.store.entries.update([desk.device, 1], { personal })
  const { result } = await pushThrough(desk, (entries) => entries.some((entry) => entry.personal !== null))
  expect(result.ok).toBe(true)
  const rows = await desk.store.entries.toArray()
  expect(rows.map(({ answer }) => answer?.type)).toEqual(['recorded', 'recorded'])
  expect(rows[0]?.personal).toEqual(personal)
})

test('[J75] where everything is refused it is not the act: all wait, as they are', async () => {
  const desk = await deskWithActs(3)
  await expect(pushThrough(desk, () => true)).rejects.toThrow('400')
  expect(await pendingCount(desk.store, desk.device)).toBe(3)
  const whole = (entries: readonly SentEntry[]) => entries.some(({ hash }) => hash === undefined)
  await expect(pushThrough(desk, whole)).rejects.toThrow('400')
  expect(await pendingCount(desk.store, desk.device)).toBe(3)
  expect(desk.server.entries).toEqual([])
})

test('[J75] the only act of a tablet waits for another one, before or behind it, that is taken', async () => {
  const desk = await deskWithActs(1)
  const [first] = await desk.store.entries.toArray()
  const isFirst = ({ bytes }: SentEntry) => equalBytes(bytes, first?.bytes ?? bytes)
  await expect(pushThrough(desk, (entries) => entries.some(isFirst))).rejects.toThrow('400')
  expect(await pendingCount(desk.store, desk.device)).toBe(1)
  await act(desk, 7)
  await pushThrough(desk, (entries) => entries.some(isFirst))
  expect((await desk.store.entries.toArray()).map(({ answer }) => answer?.type)).toEqual([
    'unreadable',
    'recorded',
  ])
})

test.each([404, 408, 409, 429, 500, 503])('[J75] %i says nothing of an act: it waits', async (status) => {
  const desk = await deskWithActs(2)
  const [, second] = await desk.store.entries.toArray()
  const isSecond = ({ bytes }: SentEntry) => equalBytes(bytes, second?.bytes ?? bytes)
  await expect(pushThrough(desk, (entries) => entries.some(isSecond), status)).rejects.toThrow(String(status))
  expect((await desk.store.entries.get([desk.device, 2]))?.status).toBe('pending')
})

/** What was taken, while whatever stands before the server, or itself, answers so to some of the pushes. */
async function pushThrough(
  desk: Desk,
  isRefused: (entries: readonly SentEntry[]) => boolean,
  status = 400,
): Promise<{
  readonly result: Awaited<ReturnType<typeof pushEntries>>
  readonly taken: readonly SentEntry[]
}> {
  const taken: SentEntry[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
    const request = body && decodeMessage(pushRequest, body)
    if (!request?.ok) return desk.world.fetch(input, init)
    if (isRefused(request.value.entries)) return Response.json({ error: 'malformed' }, { status })
    const answer = await desk.world.fetch(input, init)
    if (answer.status === 200) taken.push(...request.value.entries)
    return answer
  }
  const enrolment = await desk.store.enrolments.get(desk.device)
  if (!enrolment) throw new Error('not enrolled')
  const result = await pushEntries(createLink(desk.store, enrolment, { ...desk.world, fetch }))
  return { result, taken }
}

async function deskWithActs(acts: number): Promise<Desk> {
  const desk = await openDesk()
  for (let pass = 0; pass < acts; pass++) await act(desk, pass)
  return desk
}

async function act(desk: Desk, pass: number): Promise<void> {
  const text = await desk.server.signCode({ batch: 3, pass, cheque: 0 })
  const read = await readHere(desk.store, desk.device, text)
  await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
}
