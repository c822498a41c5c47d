import { describe, expect, test, vi } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { entriesToExport } from '#client/store/export-entries.ts'
import { forgetBackedUpEntries, keptFor } from '#client/store/forget-entries.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { Desk } from '#tests/client/store/a-desk.ts'
import { deskWithActs, rowOf } from './desk-with-acts.ts'
import { anOutcome } from './fake-server.ts'

describe('[S47] an act leaves its device', () => {
  async function settled(): Promise<Desk> {
    const desk = await deskWithActs(3)
    desk.server.judge = (id) => ({
      answer: 'recorded',
      outcome: anOutcome(id, { type: 'covered', coveredUnits: 1, firstHead: 2 }),
    })
    await pushEntries(desk.link)
    desk.server.backedUpThrough = 3
    desk.server.now += keptFor
    await desk.server.publish()
    await pullKnowledge(desk.link)
    await pullKnowledge(desk.link)
    return desk
  }
  const kept = async ({ store }: Desk) => (await store.entries.toArray()).map(({ sequence }) => sequence)

  test('when a backup holds it, after thirty days, but the chain’s last one never', async () => {
    const desk = await settled()
    expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(2)
    expect(await kept(desk)).toEqual([3])
    desk.server.now += 1000 * DAY
    await pullKnowledge(desk.link)
    expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(0)
  })

  test('in a tab that is never reloaded too, once a day', async () => {
    const desk = await settled()
    const second = await rowOf(desk, 2)
    const sync = startSync(desk.link)
    await vi.waitFor(async () => expect(await kept(desk)).toEqual([3]))
    await desk.store.entries.put(second)
    desk.world.pass(DAY)
    await vi.waitFor(async () => expect(await kept(desk)).toEqual([3]))
    sync.stop()
  })

  test('not a day earlier, whatever the device’s own clock says', async () => {
    const desk = await deskWithActs(2)
    await pushEntries(desk.link)
    for (const row of await desk.store.entries.toArray()) {
      const outcome = anOutcome(row.id, { firstHead: 1 })
      await desk.store.entries.put({ ...row, outcome, beyond: 0, unreported: 0 })
    }
    desk.server.backedUpThrough = 2
    desk.server.now += keptFor - 1
    await pullKnowledge(desk.link)
    desk.server.now += 1000 * DAY
    expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(0)
  })

  test('not while a backup lacks it, its outcome is unknown, unreported or beyond the list', async () => {
    const unlike: readonly Partial<StoredEntry>[] = [{ outcome: undefined }, { unreported: 1 }, { beyond: 1 }]
    for (const changes of unlike) {
      const desk = await settled()
      await desk.store.entries.update([desk.device, 1], { ...changes })
      await forgetBackedUpEntries(desk.store, desk.device)
      expect(await kept(desk), JSON.stringify(changes)).toEqual([1, 3])
    }
    const desk = await settled()
    desk.server.backedUpThrough = 1
    await pullKnowledge(desk.link)
    await forgetBackedUpEntries(desk.store, desk.device)
    expect(await kept(desk)).toEqual([2, 3])
  })

  test('not while one before it is unsent or kept aside: a file that brings that one needs all that follow', async () => {
    const unlike: readonly Partial<StoredEntry>[] = [
      { status: 'pending' },
      { answer: { type: 'unreadable', reason: 'unreadable' }, outcome: undefined },
      { answer: { type: 'held', reason: 'not-recordable' }, outcome: undefined },
    ]
    for (const changes of unlike) {
      const desk = await settled()
      await desk.store.entries.update([desk.device, 1], { ...changes })
      await forgetBackedUpEntries(desk.store, desk.device)
      expect(await kept(desk), JSON.stringify(changes)).toEqual([1, 2, 3])
      expect((await entriesToExport(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([
        1, 2, 3,
      ])
    }
  })

  test('though one before it was kept aside, where a person has decided that one: both leave', async () => {
    const desk = await settled()
    const answer = { type: 'held', reason: 'fork' } as const
    await desk.store.entries.update([desk.device, 1], { answer })
    expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(2)
    expect(await kept(desk)).toEqual([3])
  })
})

test('[S74] an act of which a person has still to say something stays, however old; then its last word is told here', async () => {
  const open: readonly Partial<EntryOutcome>[] = [
    { type: 'waiting', reason: 'handover-not-known' },
    { type: 'held', reason: 'fork' },
    { type: 'disputed', reason: 'rules-not-kept' },
  ]
  const closed: readonly Partial<EntryOutcome>[] = [
    { type: 'disputed', reason: 'refused-by-decision' },
    { type: 'disputed', reason: 'contest-upheld' },
    { type: 'honoured', honouredUnits: 1, reason: 'no-unit-free' },
    { type: 'voided' },
  ]
  const desk = await deskWithActs(open.length + closed.length + 1)
  await pushEntries(desk.link)
  for (const [i, changes] of [...open, ...closed].entries()) {
    const row = await rowOf(desk, i + 1)
    const outcome = anOutcome(row.id, { ...changes, firstHead: 1 })
    await desk.store.entries.put({ ...row, outcome, beyond: 0, unreported: 0 })
    desk.server.outcomes.delete(row.id)
  }
  desk.server.backedUpThrough = open.length + closed.length + 1
  desk.server.now += keptFor
  await pullKnowledge(desk.link)
  expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(closed.length)
  const first = await rowOf(desk, 1)
  const last = anOutcome(first.id, { number: 2, type: 'covered', coveredUnits: 1, firstHead: 1 })
  desk.server.outcomes.set(first.id, last)
  await pullKnowledge(desk.link)
  await pullKnowledge(desk.link)
  expect((await rowOf(desk, 1)).outcome).toEqual(last)
  expect(await forgetBackedUpEntries(desk.store, desk.device)).toBe(1)
})
