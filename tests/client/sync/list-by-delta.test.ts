import { beforeEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { headInterval } from '#domain/programme.ts'
import { lookUpPass } from '#protocol/pass-list.ts'
import { deflate } from '#protocol/file.ts'
import { decodeHead } from '#protocol/head.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, valueOf } from '#tests/support/builders.ts'
import { heldBy, openDesk, type Desk } from '#tests/client/store/a-desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  desk.server.requests.length = 0
})

const spans = [1, 8, 64]

/** One more version of the list of the cards, under a head of its own. */
async function publish(used: number, about: { readonly spans?: readonly number[] } = { spans }, pass = 4) {
  desk.server.passes.set(`3/${pass}`, aPass({ used }))
  desk.server.now += headInterval.least
  await desk.server.publish(about)
}

async function pulled() {
  desk.server.requests.length = 0
  expect(await pullKnowledge(desk.link)).toEqual({ ok: true, value: 'pulled' })
  return desk.server.requests.flatMap((path) => (path.startsWith('/files/') ? [path.split('/').at(-1)] : []))
}

function namedList() {
  const envelope = valueOf(parseSign1(desk.server.head ?? new Uint8Array()))
  const list = valueOf(decodeHead(envelope.payload)).lists.find(({ batch }) => batch === 3)
  if (!list) throw new Error('no list of the cards')
  const deltaOver = (steps: number) => list.deltas.find((delta) => delta.steps === steps)?.delta
  return { list: list.list, deltaOver }
}

async function usedHere(pass = 4) {
  const list = (await heldBy(desk)).listByBatch.get(3)
  return list && lookUpPass(list, pass)?.used
}

test('[S23] a device that holds the list before fetches one step, and no list', async () => {
  await publish(3)
  expect(await pulled()).toEqual([namedList().deltaOver(1)])
  expect(await usedHere()).toBe(3)
})

test('[S23] a device that is a few heads behind fetches eight steps, one that is further behind 64', async () => {
  for (let version = 0; version < 8; version++) await publish(version % 2)
  await pulled()
  for (const used of [1, 2, 3, 4, 5]) await publish(used)
  expect(await pulled()).toEqual([namedList().deltaOver(8)])
  expect(await usedHere()).toBe(5)
  for (let version = 0; version < 60; version++) await publish(version % 2 === 0 ? 6 : 7)
  expect(await pulled()).toEqual([namedList().deltaOver(64)])
  expect(await usedHere()).toBe(7)
})

test('[S23] a device that slept while little changed takes the widest delta first', async () => {
  for (let version = 0; version < 8; version++) await publish(version)
  await pulled()
  for (let head = 0; head < 100; head++) await publish(head < 99 ? 7 : 9, { spans: [1, 8] })
  expect(await pulled()).toEqual([namedList().deltaOver(1)])
  for (let head = 0; head < 100; head++) await publish(head < 97 ? 9 : head - 97, { spans: [1, 8] })
  expect(await pulled()).toEqual([namedList().deltaOver(8)])
  expect(await usedHere()).toBe(2)
})

test('[S23] how far behind a device is, its head’s time says, whatever numbers were left out between', async () => {
  for (let version = 0; version < 8; version++) await publish(version)
  await pulled()
  desk.server.headNumber += 10_000
  for (const used of [8, 9, 10, 11, 12]) await publish(used)
  expect(await pulled()).toEqual([namedList().deltaOver(8)])
  expect(await usedHere()).toBe(12)
})

test('[S23] a device that was away too long, or that holds no list of the batch, fetches the list', async () => {
  for (let version = 0; version < 12; version++) await publish(1, { spans: [1, 8] }, 15 - version)
  expect((await pulled()).at(-1)).toBe(namedList().list)
  expect(await usedHere()).toBe(1)
  desk.server.now += 2 * DAY
  await publish(5, { spans: [8] })
  expect(await pulled()).toEqual([namedList().list])
})

test('[S24] a delta that is missing, cut, foreign or wrong is no error: the next one serves, or the list', async () => {
  const other = await openDesk()
  other.server.passes.set('3/9', aPass({ used: 9 }))
  other.server.now += MINUTE
  await other.server.publish({ spans: [1] })
  const wrong = other.server.files.get([...other.server.files.keys()].at(-1) ?? '')
  const faults = [undefined, new Uint8Array([1, 2, 3]), await deflate(new Uint8Array([1, 2, 3])), wrong]
  for (let version = 0; version < 8; version++) await publish(version % 2, { spans }, 5)
  await pulled()
  for (const [index, fault] of faults.entries()) {
    await publish(index + 3)
    const { list, deltaOver } = namedList()
    const spoil = (name: string | undefined) =>
      fault ? desk.server.files.set(name ?? '', fault) : desk.server.files.delete(name ?? '')
    spoil(deltaOver(1))
    expect(await pulled()).toEqual([deltaOver(1), deltaOver(8)])
    expect(await usedHere()).toBe(index + 3)
    await publish(index + 2, { spans }, 5)
    const next = namedList()
    for (const steps of spans) spoil(next.deltaOver(steps))
    expect((await pulled()).at(-1)).toBe(next.list)
    expect(next.list).not.toBe(list)
    expect(await usedHere(5)).toBe(index + 2)
  }
})

test('[S24] while a delta cannot be fetched and the list neither, nothing is stored', async () => {
  await publish(3)
  const before = await desk.store.files.toCollection().primaryKeys()
  desk.server.meet = async (path) => (path.startsWith('/files/') ? 503 : undefined)
  await expect(pullKnowledge(desk.link)).rejects.toThrow('503')
  expect(await desk.store.files.toCollection().primaryKeys()).toEqual(before)
  expect(await usedHere()).toBe(0)
})
