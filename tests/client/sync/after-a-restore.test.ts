import { describe, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { nextToPush } from '#client/store/pending-push.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { openDesk, readHere, type Desk } from '#tests/client/store/a-desk.ts'
import { createSignedFetch } from '#client/sync/signed-fetch.ts'
import { toHex } from '#protocol/bytes.ts'
import { decodeMessage, encodeMessage, messageType } from '#protocol/message.ts'
import { readmissionRequest } from '#protocol/readmission.ts'
import { aPass, aUuid, noon, valueOf } from '#tests/support/builders.ts'
import { act, deskWithActs, rowOf } from './desk-with-acts.ts'
import { anOutcome } from './fake-server.ts'

/** The server is an older copy of itself, with a new epoch. */
function restore(desk: Desk, acts: number): void {
  desk.server.entries.splice(acts)
  desk.server.outcomes.clear()
  desk.server.epoch = aUuid(950)
}

test('[S45] each pull shows the longest acknowledgement and its epoch, also when a restored server gives a shorter one', async () => {
  const desk = await openDesk()
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.acknowledged).toBeUndefined()
  await act(desk, 0)
  await act(desk, 1)
  await act(desk, 2)
  await pushEntries(desk.link)
  await pullKnowledge(desk.link)
  const shown = desk.server.pulled?.acknowledged
  expect(shown).toMatchObject({ epoch: desk.server.epoch, sequence: 3 })
  expect(toHex(shown?.hash ?? new Uint8Array())).toBe(toHex((await rowOf(desk, 3)).hash))
  // An older copy that nobody has told of the loss yet: the same epoch, one act.
  desk.server.entries.splice(1)
  await act(desk, 3)
  desk.server.judge = () => ({ answer: 'held', reason: 'gap', outcome: undefined })
  await pushEntries(desk.link)
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.acknowledged).toEqual(shown)
})

test('[S79] each push shows it too, so that a server that lost something learns so before it judges', async () => {
  const desk = await openDesk()
  await act(desk, 0)
  await pushEntries(desk.link)
  expect(desk.server.pushed?.acknowledged).toBeUndefined()
  await act(desk, 1)
  await pushEntries(desk.link)
  expect(desk.server.pushed?.acknowledged).toMatchObject({ epoch: desk.server.epoch, sequence: 1 })
  await pullKnowledge(desk.link)
  expect(desk.server.pulled?.acknowledged).toMatchObject({ epoch: desk.server.epoch, sequence: 2 })
})

describe('[S46] a new epoch', () => {
  test('sends again what the server lost, also what it had kept aside', async () => {
    const desk = await deskWithActs(4)
    await pushEntries(desk.link)
    await desk.store.entries.update([desk.device, 3], {
      answer: { type: 'unreadable', reason: 'unreadable' },
    })
    restore(desk, 1)
    await pullKnowledge(desk.link)
    expect((await nextToPush(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([2, 3, 4])
    expect(await pushEntries(desk.link)).toEqual({ ok: true, value: { sent: 3 } })
    expect(desk.server.entries).toHaveLength(4)
    await pullKnowledge(desk.link)
    expect(await nextToPush(desk.store, desk.device)).toEqual([])
  })

  test('lets the server’s next word replace one that bore a higher number', async () => {
    const desk = await deskWithActs(1)
    await pushEntries(desk.link)
    const { id } = await rowOf(desk, 1)
    desk.server.outcomes.set(id, anOutcome(id, { number: 7, type: 'disputed', reason: 'rules-not-kept' }))
    await pullKnowledge(desk.link)
    const lower = anOutcome(id, { number: 2, type: 'covered', coveredUnits: 1 })
    desk.server.outcomes.set(id, lower)
    await pullKnowledge(desk.link)
    expect((await rowOf(desk, 1)).outcome?.number).toBe(7)

    restore(desk, 1)
    await pullKnowledge(desk.link)
    expect((await rowOf(desk, 1)).outcome?.type).toBe('disputed')
    desk.server.outcomes.set(id, lower)
    await pullKnowledge(desk.link)
    expect((await rowOf(desk, 1)).outcome).toEqual(lower)
  })

  test('counts what the server lost beside the list again, until a list shows it', async () => {
    const desk = await openDesk()
    const entry = await act(desk, 4)
    await pushEntries(desk.link)
    desk.server.outcomes.set(
      entry.id,
      anOutcome(entry.id, { type: 'covered', coveredUnits: 1, firstHead: 2 }),
    )
    await publish(desk, 1)
    await pullKnowledge(desk.link)
    expect(await left(desk)).toBe(9)

    restore(desk, 0)
    desk.server.headNumber = 28_000_000
    await publish(desk, 0)
    await pullKnowledge(desk.link)
    expect(await left(desk)).toBe(9)
    const again = { type: 'covered', coveredUnits: 1, firstHead: 28_000_002 } as const
    desk.server.judge = (id) => ({ answer: 'recorded', outcome: anOutcome(id, again) })
    await pushEntries(desk.link)
    await publish(desk, 1)
    await pullKnowledge(desk.link)
    expect(await left(desk)).toBe(9)
    expect(await rowOf(desk, 1)).toMatchObject({ listed: { from: 28_000_002 }, beyond: 0 })
  })
})

test('[S49] what the server had and lost does not count against the device’s own limits again', async () => {
  const desk = await openDesk({ rules: { ...defaultOfflineRules, unitsPerDevice: 3 } })
  for (let pass = 0; pass < 3; pass++) await act(desk, pass)
  const refusing = await desk.read(await desk.server.signCode({ batch: 3, pass: 9, cheque: 0 }))
  const verdict = async () =>
    (await checkOnly(desk.store, desk.device, { read: refusing, service: 'basics' }, desk.now)).verdict.type
  expect(await verdict()).toBe('deferred:limit-reached')
  await pushEntries(desk.link)
  expect(await verdict()).toBe('accepted')
  restore(desk, 0)
  await pullKnowledge(desk.link)
  expect(await nextToPush(desk.store, desk.device)).toHaveLength(3)
  expect(await verdict()).toBe('accepted')
})

describe('[K155] a server that was put back to before this device', () => {
  async function unknownDesk(ticket: Uint8Array<ArrayBuffer> | undefined) {
    const desk = await deskWithActs(2)
    await desk.store.enrolments.update(desk.device, { ticket })
    const shown: Uint8Array[] = []
    let lets = false
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      if (pathname === '/api/nonce' || lets) return desk.server.fetch(input, init)
      if (pathname !== '/api/readmissions') return Response.json({ error: 'unknown-device' }, { status: 403 })
      const body = init?.body instanceof Uint8Array ? init.body : new Uint8Array(0)
      shown.push(valueOf(decodeMessage(readmissionRequest, body)).ticket)
      lets = ticket?.[0] === 1
      const answer = { type: lets ? 'admitted' : 'refused', serverTime: noon, reason: 'unknown-place' }
      return new Response(encodeMessage(answer), { headers: { 'Content-Type': messageType } })
    }
    const { device, address, privateKey } = desk.link
    const signed = createSignedFetch({ ...desk.world, fetch }, { device, address, key: privateKey })
    return { desk, link: { ...desk.link, fetch: signed }, shown }
  }

  test('is shown the ticket, and then gets the acts', async () => {
    const ticket = Uint8Array.of(1, 2, 3)
    const { desk, link, shown } = await unknownDesk(ticket)
    expect(await pushEntries(link)).toEqual({ ok: true, value: { sent: 2 } })
    expect(shown).toEqual([ticket])
    expect(desk.server.entries).toHaveLength(2)
  })

  test.each([
    ['that lost the place too', Uint8Array.of(2)],
    ['of which there is no ticket', undefined],
  ])('%s pauses the outbox, says why and drops nothing', async (_, ticket) => {
    const { desk, link } = await unknownDesk(ticket)
    expect(await pushEntries(link)).toEqual({ ok: false, error: 'unknown-device' })
    expect(await pullKnowledge(link)).toEqual({ ok: false, error: 'unknown-device' })
    expect(await nextToPush(desk.store, desk.device)).toHaveLength(2)
  })
})

test('[J110] what is told of backups may shrink, and an answer that was overtaken does not let it grow again', async () => {
  const desk = await deskWithActs(2)
  await pushEntries(desk.link)
  const told = async () => (await desk.store.enrolments.get(desk.device))?.backedUpThrough
  desk.server.backedUpThrough = 2
  await pullKnowledge(desk.link)
  expect(await told()).toBe(2)
  // The server answers a push, and a pull after it that knows of a late act; the push's answer comes last.
  await act(desk, 3)
  desk.server.meet = async (path) => {
    if (path !== '/api/push') return undefined
    desk.server.meet = async () => undefined
    desk.server.now += MINUTE
    desk.server.backedUpThrough = 0
    await pullKnowledge(desk.link)
    desk.server.now -= MINUTE
    desk.server.backedUpThrough = 2
    return undefined
  }
  await pushEntries(desk.link)
  expect(await told()).toBe(0)
  desk.server.now += 2 * MINUTE
  await act(desk, 4)
  await pushEntries(desk.link)
  expect(await told()).toBe(2)
})

describe('[S48] a server that was restored to an act which has left the device', () => {
  test('is known by the act behind it', async () => {
    const desk = await deskWithActs(3)
    await pushEntries(desk.link)
    restore(desk, 2)
    await desk.store.entries.bulkDelete([
      [desk.device, 1],
      [desk.device, 2],
    ])
    expect(await pullKnowledge(desk.link)).toEqual({ ok: true, value: 'pulled' })
    expect((await nextToPush(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([3])
  })

  test('is not, when the act behind it follows another one, or is gone too', async () => {
    for (const gone of [[2], [2, 3]]) {
      const desk = await deskWithActs(4)
      await pushEntries(desk.link)
      restore(desk, 2)
      await desk.store.entries.bulkDelete(gone.map((sequence): [string, number] => [desk.device, sequence]))
      const [, second] = desk.server.entries
      if (gone.length === 1 && second) desk.server.entries[1] = { ...second, hash: new Uint8Array(32) }
      expect((await pullKnowledge(desk.link)).ok).toBe(true)
      expect((await desk.store.enrolments.get(desk.device))?.replacedBy).toBeDefined()
    }
  })

  test('[S73] sends all that it still holds again before it goes on as another device', async () => {
    const desk = await deskWithActs(5)
    await pushEntries(desk.link)
    await desk.store.entries.update([desk.device, 1], { answer: { type: 'held', reason: 'fork' } })
    restore(desk, 2)
    await desk.store.entries.bulkDelete([2, 3].map((sequence): [string, number] => [desk.device, sequence]))
    await pullKnowledge(desk.link)
    expect((await nextToPush(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([1, 4, 5])
    await pushEntries(desk.link)
    const ids = desk.server.entries.map(({ id }) => id)
    for (const sequence of [4, 5]) expect(ids).toContain((await rowOf(desk, sequence)).id)
  })

  test('[S80] sends all again where another copy’s acts have taken the places of its own', async () => {
    const desk = await deskWithActs(3)
    await pushEntries(desk.link)
    restore(desk, 2)
    const [first] = desk.server.entries
    if (first)
      desk.server.entries.splice(
        0,
        2,
        { ...first, hash: new Uint8Array(32) },
        { ...first, hash: new Uint8Array(31) },
      )
    await pullKnowledge(desk.link)
    expect((await nextToPush(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  test('[S73] sends nothing again where the server lost nothing', async () => {
    const desk = await deskWithActs(4)
    await pushEntries(desk.link)
    const [, second] = desk.server.entries
    if (second) desk.server.entries.splice(1, 3, { ...second, hash: new Uint8Array(32) })
    await pullKnowledge(desk.link)
    expect((await desk.store.enrolments.get(desk.device))?.replacedBy).toBeDefined()
    expect(await nextToPush(desk.store, desk.device)).toEqual([])
  })
})

async function publish(desk: Desk, used: number): Promise<void> {
  desk.server.passes.set('3/4', aPass({ used }))
  desk.server.now += MINUTE
  await desk.server.publish()
}

async function left(desk: Desk): Promise<number | undefined> {
  const text = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  const asked = { read: await readHere(desk.store, desk.device, text), service: 'basics' }
  return (await checkOnly(desk.store, desk.device, asked, desk.now)).left?.remaining
}
