import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { startManaged } from '#tests/support/managed-server.ts'
import { programmeFile, scanOf } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let managed: Awaited<ReturnType<typeof startManaged>>
let desk: VirtualDevice

/** Three were ordered. */
const spare = 3

beforeEach(async () => {
  const [cards] = programmeFile().batches
  if (!cards) throw new Error('no batches')
  const three = { ...cards, passes: spare, deliveries: [{ structure: 'desk', from: 0, to: spare - 1 }] }
  managed = await startManaged(database, { batches: [three] })
  desk = await managed.server.enrol('desk')
})
afterAll(() => database.close())

test('[S91] a spare that was handed out all the same is flagged as one; in the place of an ordered pass it works where it is, and what it paid for is paid', async () => {
  const { server, get, post } = managed
  const handover = await giveSpare()
  expect(desk.outcomes.get(handover)).toMatchObject({ type: 'flagged', reason: 'spare' })
  const venue = await server.enrol('venue')
  server.pass(2 * DAY)
  const code = server.codeOf(1, spare)
  const { verdict, id: use = '' } = venue.redeem(code, 'first-steps', scanOf(code))
  expect(verdict.type).toBe('deferred:knowledge-too-old')
  await venue.push()
  expect(await get(`passes/1/${spare}`, managedPass)).toMatchObject({
    handedOver: false,
    state: 'not-active',
  })
  const answer = await post('passes/1/1/replace', { batch: 1, pass: spare, why: 'given by mistake' })
  expect(answer).toMatchObject({ type: 'replaced' })
  expect(await get(`passes/1/${spare}`, managedPass)).toMatchObject({ handedOver: true, used: 1 })
  expect(await get('passes/1/1', managedPass)).toMatchObject({ handedOver: false, state: 'closed' })
  await server.publish()
  await venue.pull()
  expect(venue.outcomes.get(use)?.type).toBe('covered')
})

test('[S91] or the desk gives an ordered pass in its place', async () => {
  const { server, get } = managed
  await giveSpare()
  desk.act('replacement', {
    old: { code: [1, spare, 0], proof: scanOf(server.codeOf(1, spare)) },
    new: { code: [1, 1, 0], proof: scanOf(server.codeOf(1, 1)) },
    reason: 'mistake',
  })
  await desk.push()
  expect(await get('passes/1/1', managedPass)).toMatchObject({ handedOver: true, state: 'active', used: 0 })
  expect(await get(`passes/1/${spare}`, managedPass)).toMatchObject({ handedOver: false, state: 'closed' })
})

test('[S91] a spare that stands in the place of an ordered pass is flagged as none', async () => {
  const { server } = managed
  const given = desk.act('replacement', {
    old: { code: [1, 1, 0], proof: scanOf(server.codeOf(1, 1)) },
    new: { code: [1, spare, 0], proof: scanOf(server.codeOf(1, spare)) },
    reason: 'damaged',
  })
  await desk.push()
  expect(desk.outcomes.get(given)?.reason).not.toBe('spare')
})

/** By an app that does not know its batch. */
async function giveSpare(): Promise<string> {
  const proof = scanOf(managed.server.codeOf(1, spare))
  const body = { code: [1, spare, 0], proof, flags: ['unknown-batch'], personal: null } as const
  const handover = desk.act('handover', body)
  await desk.push()
  return handover
}
