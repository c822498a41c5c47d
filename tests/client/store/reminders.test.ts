import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { handOver } from '#client/store/hand-over.ts'
import { readReminders } from '#client/store/reminders.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass } from '#tests/support/builders.ts'
import { openDesk, setAhead, type Desk } from './a-desk.ts'

const days = { unusedFor: 14, endingWithin: 60 }

test('[J91] a desk lists what it gave and nobody used, from the day on, without a network; what was used or taken back is not there', async () => {
  const desk = await stocked()
  for (const pass of [1, 2, 3]) await give(desk, pass)
  expect((await readReminders(desk.store, desk.device, days, desk.now)).unused).toEqual([])
  const at = desk.now()
  desk.server.now += 14 * DAY
  const { unused } = await readReminders(desk.store, desk.device, days, desk.now)
  expect(unused).toEqual([1, 2, 3].map((pass) => ({ batch: 3, pass, at: expect.any(Number) as number })))
  expect(unused.every((pass) => pass.at <= at)).toBe(true)
  desk.server.passes.set('3/1', aPass({ used: 1 }))
  desk.server.passes.set('3/2', aPass())
  desk.server.passes.set('3/3', aPass({ state: 'closed' }))
  await see(desk)
  expect((await read(desk)).unused.map(({ pass }) => pass)).toEqual([2])
})

test('[J91] of its boxes, what another tablet gave is listed as a series, without a day that nobody here knows', async () => {
  const desk = await stocked()
  for (const pass of [4, 5, 6, 8]) desk.server.passes.set(`3/${pass}`, aPass())
  await give(desk, 7)
  await see(desk)
  expect((await read(desk)).undated).toEqual([
    { batch: 3, from: 4, to: 6 },
    { batch: 3, from: 8, to: 8 },
  ])
})

test('[J91] what ends soon is counted with its cheques, until its last day', async () => {
  const desk = await stocked()
  desk.server.passes.set('3/4', aPass({ used: 4 }))
  desk.server.passes.set('3/5', aPass({ used: 10 }))
  await see(desk)
  expect((await read(desk)).ending).toEqual([])
  desk.server.now = Date.parse('2027-01-10T11:00:00Z')
  await see(desk)
  expect((await read(desk)).ending).toEqual([{ batch: 3, lastDay: '2027-01-30', passes: 1, units: 6 }])
  desk.server.now = Date.parse('2027-01-31T11:00:00Z')
  await see(desk)
  expect(await read(desk)).toMatchObject({ ending: [], unused: [], undated: [] })
})

test('[J91] a tablet whose clock is forty days ahead counts the days by the corrected time', async () => {
  const desk = await stocked()
  const ahead = await setAhead(desk, 40 * DAY)
  await give(ahead, 1)
  expect((await read(ahead)).unused).toEqual([])
  desk.server.now += 14 * DAY
  expect((await read(ahead)).unused).toMatchObject([{ batch: 3, pass: 1 }])
})

async function read(desk: Desk) {
  return readReminders(desk.store, desk.device, days, desk.now)
}

/** All of both batches in this place's boxes. */
async function stocked(): Promise<Desk> {
  const desk = await openDesk()
  for (const batch of [3, 4]) {
    for (let pass = 0; pass < 102; pass++)
      desk.server.passes.set(`${batch}/${pass}`, aPass({ state: 'in-stock' }))
  }
  await see(desk)
  return desk
}

async function see(desk: Desk): Promise<void> {
  desk.server.now += MINUTE
  await desk.server.publish()
  await pullKnowledge(desk.link)
}

async function give(desk: Desk, pass: number): Promise<void> {
  const read = await desk.read(await desk.server.signCode({ batch: 3, pass, cheque: 0 }))
  const { entry } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  expect(entry).toBeDefined()
}
