import { expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { formerActs } from '#client/store/former-acts.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { continueAnew } from '#client/sync/continue-anew.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { aUuid, noon } from '#tests/support/builders.ts'
import { deskWithActs, rowOf } from './desk-with-acts.ts'
import { anOutcome } from './fake-server.ts'

/** A desk that goes on under another name, and as many of its former acts, all told and in its lists. */
async function goneOn(acts: number) {
  const desk = await deskWithActs(1)
  await pushEntries(desk.link)
  await continueAnew(desk.link)
  const row = await rowOf(desk, 1)
  const rows = Array.from({ length: acts }, (_, i): StoredEntry => {
    const id = aUuid(5000 + i)
    const outcome = anOutcome(id, { type: 'covered', coveredUnits: 1, firstHead: 1 })
    return { ...row, sequence: i + 1, id, outcome, beyond: 0, unreported: 0 }
  })
  await desk.store.entries.bulkPut(rows)
  const [next] = await desk.store.enrolments.filter(({ continues }) => continues === desk.device).toArray()
  if (!next) throw new Error('it did not go on')
  return {
    change: (sequence: number, changes: Partial<StoredEntry>) =>
      desk.store.entries.update([desk.device, sequence], { ...changes }),
    asked: async () => {
      const { former = [] } = await formerActs(desk.store, next.device)
      return former.map(({ entry }) => parseInt(entry.slice(-4), 16) - 4999)
    },
  }
}

test('[K176] a tablet that goes on asks of its newest two hundred acts of the last sixty days', async () => {
  const { asked, change } = await goneOn(230)
  expect(await asked()).toEqual(Array.from({ length: 200 }, (_, i) => 230 - i))
  await change(230, { at: noon - 61 * DAY })
  await change(229, { status: 'pending' })
  expect((await asked()).slice(0, 2)).toEqual([228, 227])
})

test('[K420] what it still counts beside its lists comes first, however old, and no newer act keeps it from being asked for', async () => {
  const { asked, change } = await goneOn(230)
  await change(2, { beyond: 1, at: noon - 400 * DAY })
  await change(5, { beyond: 1 })
  await change(7, { beyond: 1, status: 'pending' })
  const asks = await asked()
  expect(asks.slice(0, 3)).toEqual([5, 2, 230])
  expect(asks).toHaveLength(200)
  expect(new Set(asks).size).toBe(200)
})

test('[K421] an old act is asked for until a person has said the last word', async () => {
  const { asked, change } = await goneOn(8)
  const old = noon - 61 * DAY
  for (let sequence = 1; sequence <= 8; sequence++) await change(sequence, { at: old })
  expect(await asked()).toEqual([])
  await change(1, { outcome: anOutcome(aUuid(5000), { type: 'held', reason: 'fork', firstHead: 1 }) })
  await change(2, { outcome: anOutcome(aUuid(5001), { type: 'waiting', firstHead: 1 }) })
  await change(3, { outcome: anOutcome(aUuid(5002), { type: 'disputed', reason: 'rules-not-kept' }) })
  await change(4, { outcome: anOutcome(aUuid(5003), { type: 'disputed', reason: 'refused-by-decision' }) })
  expect(await asked()).toEqual([3, 2, 1])
})
