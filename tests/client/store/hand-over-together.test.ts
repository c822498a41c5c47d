import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import { handOver, handOverTogether } from '#client/store/hand-over.ts'
import { listEntries, listHandovers } from '#client/store/list-entries.ts'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import { nextOf } from '#client/store/next-of.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { undoHandovers } from '#client/store/undo-handover.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, valueOf } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

const said = { age: '26-45', situations: ['none'], language: 'ar', channel: 'poster' } as const

test('[K280] passes of one gesture are acts of their own, one after the other in the chain, each with what was said beside it', async () => {
  const desk = await stocked()
  const passes = await readAll(desk, [4, 5, 6])
  const answer = await handOverTogether(
    desk.store,
    desk.device,
    passes.map((read) => ({ read, said })),
    desk.now,
  )
  if (answer.type === 'refused') throw new Error('refused')
  expect(answer.entries.map(({ sequence, pass, kind }) => [sequence, pass, kind])).toEqual([
    [1, 4, 'handover'],
    [2, 5, 'handover'],
    [3, 6, 'handover'],
  ])
  expect(answer.flags).toEqual([[], [], []])
  const hashes = answer.entries.map(
    ({ bytes }) => bodyOf(valueOf(decodeEntry(bytes)), 'handover')?.personal?.toString() ?? '',
  )
  // The same words under three salts: nothing tells that they were said together.
  expect(new Set(hashes).size).toBe(3)
})

test('[K280] where one pass is refused none is given, and the answer says which', async () => {
  const desk = await stocked()
  const [first, second, third] = await readAll(desk, [4, 5, 6])
  if (!first || !second || !third) throw new Error('no passes')
  await handOver(desk.store, desk.device, { read: second, said }, desk.now)
  for (const [passes, place] of [
    [[first, second, third], 1],
    [[first, third, first], 2],
  ] as const) {
    const answer = await handOverTogether(
      desk.store,
      desk.device,
      passes.map((read) => ({ read, said })),
      desk.now,
    )
    expect(answer).toMatchObject({
      type: 'refused',
      place,
      answer: { reason: 'already-handed-over-here' },
    })
  }
  expect(await desk.store.entries.count()).toBe(1)
})

test('[K281] passes of one gesture are taken back together while none is used; one that is used keeps them all given', async () => {
  const desk = await stocked()
  const passes = await readAll(desk, [4, 5])
  const given = passes.map((read) => ({ read, said: undefined }))
  const undo = async (ids: readonly string[]) => undoHandovers(desk.store, desk.device, ids, desk.now)

  const first = await handOverTogether(desk.store, desk.device, given, desk.now)
  const ids = first.type === 'handed-over' ? first.entries.map(({ id }) => id) : []
  expect(valueOf(await undo(ids)).map(({ kind, undoes }) => [kind, undoes])).toEqual(
    ids.map((id) => ['handover-undo', id]),
  )
  expect(await undo(ids)).toEqual({ ok: false, error: 'already-undone' })

  const again = await handOverTogether(desk.store, desk.device, given, desk.now)
  const later = again.type === 'handed-over' ? again.entries.map(({ id }) => id) : []
  const [, second] = passes
  if (!second) throw new Error('no pass')
  await redeemPass(desk.store, desk.device, { read: second, service: 'basics' }, desk.now)
  const before = await desk.store.entries.count()
  expect(await undo(later)).toEqual({ ok: false, error: 'already-used' })
  expect(await desk.store.entries.count()).toBe(before)
})

test('[T189] what a device gave is found behind however many other acts, and what was taken back is not', async () => {
  const desk = await stocked()
  const [first, second, third] = await readAll(desk, [4, 5, 6])
  if (!first || !second || !third) throw new Error('no passes')
  for (const read of [first, second, third]) {
    await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  }
  const undone = (await nextOf(listHandovers(desk.store, desk.device)))[1]
  valueOf(await undoHandovers(desk.store, desk.device, [undone?.id ?? ''], desk.now))
  await redeemPass(desk.store, desk.device, { read: third, service: 'basics' }, desk.now)
  expect((await nextOf(listEntries(desk.store, desk.device, 2))).map(({ kind }) => kind)).not.toContain(
    'handover',
  )
  const given = await nextOf(listHandovers(desk.store, desk.device))
  expect(given.map(({ pass }) => pass)).toEqual([6, 4])
})

test('[K280] a pass is the same by any of its codes, and a number that is not resolved only by itself', () => {
  const pass = { programme: 1, trust: 'verified', training: false, proof: { typed: 'A' } } as const
  const ofCode = (cheque: number) => nameOfPass({ ...pass, code: { batch: 3, pass: 4, cheque } })
  expect(ofCode(0)).toBe(ofCode(2))
  expect(nameOfPass({ ...pass, code: null })).toBe('A')
})

async function stocked(): Promise<Desk> {
  const desk = await openDesk()
  for (const pass of [4, 5, 6]) desk.server.passes.set(`3/${pass}`, aPass({ state: 'in-stock' }))
  await desk.server.publish()
  await pullKnowledge(desk.link)
  return desk
}

async function readAll(desk: Desk, passes: readonly number[]) {
  return Promise.all(
    passes.map(async (pass) => desk.read(await desk.server.signCode({ batch: 3, pass, cheque: 0 }))),
  )
}
