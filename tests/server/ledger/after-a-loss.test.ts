import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { headInterval } from '#domain/programme.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { dropFiles } from '#server/publishing/drop-files.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { venueAccount } from '#server/settlement/venue-account.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import {
  programmeFile,
  programmeNumber,
  scanOf,
  startTestServer,
  type TestServer,
} from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
afterAll(() => database.close())

const said = { age: 'not-said', situations: ['not-said'], language: 'not-said' } as const

/** What happens, in the order of time. `backup` is what the server is put back to at the end, if it is lost. */
type Step =
  | { readonly type: 'hand-over'; readonly device: number; readonly pass: number }
  | { readonly type: 'take'; readonly device: number; readonly pass: number }
  | { readonly type: 'exchange'; readonly device: number }
  | { readonly type: 'publish' }
  | { readonly type: 'backup' }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('hand-over' as const),
        device: fc.constant(0),
        pass: fc.nat(3),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('take' as const),
        device: fc.integer({ min: 1, max: 3 }),
        pass: fc.nat(3),
      }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('exchange' as const), device: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ type: 'publish' as const }) },
    { weight: 1, arbitrary: fc.constant({ type: 'backup' as const }) },
  ),
  { minLength: 8, maxLength: 30 },
)

test('[K99] a server put back to an old backup gets every act again, exactly once, and each venue is paid as without the loss', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      expect(await livedThrough(plan, { loses: true })).toEqual(await livedThrough(plan, { loses: false }))
    }),
    { numRuns: 6 },
  )
}, 300_000)

async function livedThrough(plan: readonly Step[], { loses }: { readonly loses: boolean }) {
  await emptyDatabase(database)
  const server = await startTestServer(database)
  const devices = [await server.enrol('desk')]
  for (const venue of ['venue', 'other', 'venue']) devices.push(await server.enrol(venue))
  let backup = await copyRows(database)
  for (const step of plan) {
    server.pass(20 * MINUTE)
    if (step.type === 'backup') backup = await copyRows(database)
    else await live(server, devices, step)
  }
  if (loses) await putRowsBack(database, backup)
  server.pass(HOUR)
  // Twice: a device that another one's loss concerns learns of the new epoch at its next pull.
  for (let round = 0; round < 2; round++) {
    for (const device of devices) {
      await device.pull()
      await device.push()
    }
    await server.publish()
  }
  expect(server.errors).toEqual([])
  return summary(devices)
}

async function live(server: TestServer, devices: readonly VirtualDevice[], step: Step): Promise<void> {
  if (step.type === 'publish') return server.publish()
  if (step.type === 'backup') return
  const device = devices[step.device]
  if (!device) throw new Error('no such device')
  if (step.type === 'exchange') {
    await device.push()
    return device.pull()
  }
  const code = server.codeOf(1, step.pass)
  if (step.type === 'hand-over') {
    device.handOver(code, scanOf(code), said)
    return
  }
  const { id, verdict } = device.redeem(code, 'first-steps', scanOf(code))
  if (id && verdict.type !== 'accepted') device.voidAct(id, 'not-served')
}

async function summary(devices: readonly VirtualDevice[]) {
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const entries = await database.query<{ entry: string }>('SELECT entry FROM entries')
  const acts = devices.flatMap((device) => device.acts.map(({ id }) => id))
  expect(entries.map(({ entry }) => entry).sort()).toEqual(acts.sort())
  expect(await database.query('SELECT reason FROM held_entries')).toEqual([])
  expect(
    await database.query(
      "SELECT entry FROM entries WHERE kind = 'redemption' AND conformance = 'not-conformant'",
    ),
  ).toEqual([])
  const accounts = await Promise.all(
    ['venue', 'other'].map((venue) => venueAccount(database, programme, venue)),
  )
  return {
    owed: accounts.map(({ payableCents, waitingUnits }) => ({ payableCents, waitingUnits })),
    contingency: await balanceOf(database, programmeNumber, 'contingency'),
    passes: await database.query('SELECT batch, pass, used, state FROM passes ORDER BY batch, pass'),
  }
}

test('[K261] what was acknowledged and lost counts against no limit of its device again, though the loss was lost too', async () => {
  await emptyDatabase(database)
  const file = programmeFile()
  const rules = { ...file.programme.rules, inStockPasses: 2, unitsPerDevice: 2 }
  const server = await startTestServer(database, { programme: { ...file.programme, rules } })
  const venue = await server.enrol('venue')
  const backup = await copyRows(database)
  const take = (pass: number) => {
    server.pass(MINUTE)
    const code = server.codeOf(1, pass)
    venue.redeem(code, 'first-steps', scanOf(code))
    return code
  }
  take(0)
  take(1)
  await venue.push()
  await putRowsBack(database, backup)
  await venue.pull()
  // What the app says, which knows that the two before were sent.
  const code = take(2)
  const body = { code: [1, 2, 0], service: 'first-steps', units: 1, proof: scanOf(code) }
  rewriteLast(venue, { kind: 'redemption', body, verdict: 'accepted' })
  await putRowsBack(database, backup)
  await venue.push()
  expect(
    await database.query(
      "SELECT sequence, conformance FROM entries WHERE kind = 'redemption' AND conformance <> 'conformant'",
    ),
  ).toEqual([])
  expect(await database.query('SELECT entry FROM entries')).toHaveLength(3)
})

describe('an act whose head was lost', () => {
  /** `after`: how long after the backup the act was done. */
  async function lost(act: (server: TestServer, venue: VirtualDevice) => void, after = 0) {
    await emptyDatabase(database)
    const server = await startTestServer(database)
    const venue = await server.enrol('venue')
    const desk = await server.enrol('desk')
    const code = server.codeOf(1, 0)
    const backup = await copyRows(database)
    server.pass(after)
    await server.publish()
    await venue.pull()
    await desk.pull()
    desk.handOver(code, scanOf(code), said)
    const first = venue.redeem(server.codeOf(1, 1), 'first-steps', scanOf(server.codeOf(1, 1)))
    expect(first.verdict.type).toBe('accepted')
    await desk.push()
    await venue.push()
    await server.publish()
    await venue.pull()
    act(server, venue)
    await venue.push()
    await putRowsBack(database, backup)
    server.pass(HOUR)
    for (const device of [desk, venue]) {
      await device.pull()
      await server.publish()
      await dropFiles(server.installation, programmeNumber)
      await device.push()
    }
    expect(server.errors).toEqual([])
    const [last] = await database.query(
      'SELECT conformance, head_forgotten FROM entries WHERE device = $1 ORDER BY sequence DESC LIMIT 1',
      [venue.device],
    )
    return last
  }

  test('[K100] is conformant where its paper and the records allow it, and is marked', async () => {
    const judged = await lost((server, venue) => {
      const code = server.codeOf(1, 0)
      expect(venue.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
    })
    expect(judged).toEqual({ conformance: 'conformant', head_forgotten: true })
  })

  test('[K200] is judged on the head before it however old the backup is', async () => {
    const judged = await lost((server, venue) => {
      const code = server.codeOf(1, 0)
      expect(venue.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
    }, 3 * DAY)
    expect(judged).toEqual({ conformance: 'conformant', head_forgotten: true })
    const dropped = await database.query('SELECT number FROM heads WHERE bytes IS NULL')
    expect(dropped).not.toEqual([])
  })

  test('[K100] is not, where its proof fails, its price is wrong or a cover was shown', async () => {
    const claims = [
      { code: [1, 0, 0] as const, units: 1, proof: { scan: new Uint8Array(64) } },
      { code: [1, 0, 0] as const, units: 9, proof: undefined },
      { code: [2, 0, 0] as const, units: 1, proof: undefined },
    ]
    for (const { code, units, proof } of claims) {
      const judged = await lost((server, venue) => {
        const printed = server.codeOf(1, 0)
        venue.redeem(printed, 'first-steps', scanOf(printed))
        const own = scanOf(server.codeOf(code[0], code[1], code[2]))
        const body = { code, service: 'first-steps', units, proof: proof ?? own }
        rewriteLast(venue, { kind: 'redemption', body })
      })
      expect(judged).toEqual({ conformance: 'not-conformant', head_forgotten: true })
    }
  })

  test('[K432] is judged so too where the server, which had not heard of its loss, signed another head since', async () => {
    await emptyDatabase(database)
    const server = await startTestServer(database)
    const [venue, code] = [await server.enrol('venue'), server.codeOf(1, 0)]
    const backup = await copyRows(database)
    const take = () => venue.redeem(code, 'first-steps', scanOf(code)).verdict.type
    expect(take()).toBe('accepted')
    await venue.push()
    await server.publish()
    await venue.pull()
    await putRowsBack(database, backup)
    server.pass(headInterval.most)
    await server.publish()
    server.pass(MINUTE)
    // The head that the tablet holds counts what it took before.
    expect(take()).toBe('accepted')
    await venue.pull()
    await venue.push()
    expect(await database.query('SELECT conformance, head_forgotten FROM entries ORDER BY sequence')).toEqual(
      [
        { conformance: 'conformant', head_forgotten: false },
        { conformance: 'conformant', head_forgotten: true },
      ],
    )
  })

  test('[K101] a number that no head can have had frees from no rule: at own risk at best', async () => {
    const judged = await lost((server, venue) => {
      const code = server.codeOf(1, 0)
      venue.redeem(code, 'first-steps', scanOf(code))
      rewriteLast(venue, { head: 2_000_000_000 })
    })
    expect(judged).toEqual({ conformance: 'at-own-risk', head_forgotten: true })
  })
})
