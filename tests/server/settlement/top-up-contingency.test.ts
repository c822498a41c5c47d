import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { utf8 } from '#protocol/bytes.ts'
import { managedOverview } from '#protocol/manage/overview.ts'
import { topUpAnswer } from '#protocol/manage/rules.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { publish } from '#server/publishing/publish.ts'
import { publishAll } from '#server/publishing/publisher.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  // Three desks at the price of two are worth 4 cheques at worst; 5 leave one to spend.
  server = await startTestServer(database, { contingencyUnits: 5 })
  manager = await server.enrol('desk', 'manager')
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function topUp(units: number, why = 'the funders agreed', as = manager) {
  return as.ask('POST', '/api/manage/contingency', utf8(JSON.stringify({ units, why })))
}

async function overview() {
  const response = await manager.ask('GET', '/api/manage/overview')
  return v.parse(managedOverview, await response.json())
}

/** Two tablets take the same cheques of booklets that were handed out: all of the second one's are rivals. */
async function rivals(cheques: readonly number[]): Promise<readonly [VirtualDevice, VirtualDevice]> {
  const desk = await server.enrol('desk')
  const passes = [0, 1, 2, 3].slice(0, cheques.length)
  for (const pass of passes) {
    const code = server.codeOf(2, pass)
    expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  }
  await desk.push()
  await server.publish()
  const devices = [await server.enrol('venue'), await server.enrol('other')] as const
  for (const device of devices) {
    for (const [pass, cheque] of cheques.entries()) {
      const code = server.codeOf(2, pass, cheque)
      expect(device.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('accepted')
    }
  }
  for (const device of devices) {
    await device.push()
    server.pass(60_000)
  }
  return devices
}

async function wordsOf(device: VirtualDevice): Promise<readonly (string | undefined)[]> {
  await device.pull()
  return device.acts.map(({ id }) => device.outcomes.get(id)?.type)
}

function fault(error: unknown): never {
  throw error
}

const short = { unitsPerDevice: 0 }

describe('a contingency that runs short', () => {
  test('[K123] below the worst of one more pass the next head lowers the ceiling to zero, and a top-up lifts it', async () => {
    const [first] = await rivals([1])
    expect((await overview()).contingency).toEqual({ balanceCents: 4000, neededCents: 4000, isShort: false })
    const spare = await server.enrol('other')
    expect((await overview()).contingency).toEqual({ balanceCents: 4000, neededCents: 6000, isShort: true })
    server.pass(1000)
    await publish(server.installation, programmeNumber)
    for (const device of [first, spare]) {
      await device.pull()
      expect(device.records()?.programme.rules).toMatchObject(short)
    }
    const code = server.codeOf(1, 3)
    expect(spare.redeem(code, 'first-steps', scanOf(code)).verdict.type).toBe('deferred:limit-reached')

    const answer = v.parse(topUpAnswer, await (await topUp(2)).json())
    expect(answer).toEqual({ type: 'topped-up', balanceCents: 6000 })
    server.pass(1000)
    await publish(server.installation, programmeNumber)
    await spare.pull()
    expect(spare.records()?.programme.rules.unitsPerDevice).toBe(60)
  })

  test('[K124] a ceiling of zero refuses nobody: in contact, what is free is covered', async () => {
    await rivals([1])
    const spare = await server.enrol('other')
    await server.publish()
    await spare.pull()
    const code = server.codeOf(2, 0, 5)
    await database.query('UPDATE cases SET closed_at = 1')
    const { verdict, id = '' } = spare.redeem(code, 'first-steps', scanOf(code))
    expect(verdict.type.startsWith('deferred:')).toBe(true)
    await spare.push()
    expect(spare.outcomes.get(id)?.type).toBe('covered')
  })

  test('[K125] lines that waited are decided again at the top-up, the first recorded first, each funder paying its share', async () => {
    await database.query(`UPDATE transfers SET cents = cents / 5 WHERE cause = 'contingency'`)
    const [, second] = await rivals([1, 2, 3, 4])
    expect(await wordsOf(second)).toEqual(['honoured', 'waiting', 'waiting', 'waiting'])
    expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(0)

    await topUp(2)
    expect(await wordsOf(second)).toEqual(['honoured', 'honoured', 'honoured', 'waiting'])
    expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(0)
    await topUp(1)
    expect(await wordsOf(second)).toEqual(['honoured', 'honoured', 'honoured', 'honoured'])
    expect(await balanceOf(database, programmeNumber, 'payable/other')).toBe(4000)
    expect(
      await database.query(
        `SELECT debit, sum(cents)::bigint AS cents FROM transfers WHERE cause LIKE 'contingency/%'
         GROUP BY debit ORDER BY debit DESC`,
      ),
    ).toEqual([
      { debit: 'funder/metropole', cents: 1650 },
      { debit: 'funder/etat', cents: 1350 },
    ])
  })

  test('[G90] the same act asked twice, as after a lost answer, adds once; another act adds again', async () => {
    const act = crypto.randomUUID()
    const ask = async (named: string) => {
      const body = utf8(JSON.stringify({ units: 2, why: 'the funders agreed', act: named }))
      return v.parse(topUpAnswer, await (await manager.ask('POST', '/api/manage/contingency', body)).json())
    }
    expect(await ask(act)).toEqual({ type: 'topped-up', balanceCents: 7000 })
    expect(await ask(act)).toEqual({ type: 'topped-up', balanceCents: 7000 })
    expect(await database.query('SELECT act FROM audit_trail')).toHaveLength(1)
    expect(await ask(crypto.randomUUID())).toEqual({ type: 'topped-up', balanceCents: 9000 })
  })

  test('[K250] what an honoured line gives back decides a line that waits, at the next heads', async () => {
    await database.query(`UPDATE transfers SET cents = cents / 5 WHERE cause = 'contingency'`)
    const [, second] = await rivals([1, 2])
    expect(await wordsOf(second)).toEqual(['honoured', 'waiting'])
    const [paid] = second.acts
    const body = utf8(JSON.stringify({ why: 'a mistake' }))
    expect((await manager.ask('POST', `/api/manage/acts/${paid?.id}/void`, body)).status).toBe(200)
    await publishAll(server.installation, 'publisher', fault)
    expect(await wordsOf(second)).toEqual(['voided', 'honoured'])
  })

  test('[K253] a desk that was wiped, or goes on under another name, needs no contingency', async () => {
    const desks = [await server.enrol('venue'), await server.enrol('venue'), await server.enrol('venue')]
    const before = (await overview()).contingency.neededCents
    await database.query('UPDATE devices SET retired_at = 1 WHERE device = $1', [desks[0]?.device])
    const wiped = (await overview()).contingency.neededCents
    expect(before - wiped).toBe(2000)
    await database.query('UPDATE devices SET previous = $1 WHERE device = $2', [
      desks[1]?.device,
      desks[2]?.device,
    ])
    expect((await overview()).contingency.neededCents).toBeLessThan(wiped)
  })

  test('[G24] a top-up is whole cheques with a reason, by a manager, and is in the trail', async () => {
    for (const units of [0, -1, 1.5]) {
      expect(await (await topUp(units)).json()).toEqual({ type: 'refused', reason: 'units-not-whole' })
    }
    expect(await (await topUp(1_000_001)).json()).toEqual({ type: 'refused', reason: 'too-many-units' })
    expect((await topUp(1, ' ')).status).toBe(400)
    expect((await topUp(1, 'mine', await server.enrol('venue'))).status).toBe(403)
    expect(await balanceOf(database, programmeNumber, 'contingency')).toBe(5000)
    await topUp(3)
    expect(
      await database.query('SELECT act, subject, before_text, after_text, why FROM audit_trail'),
    ).toEqual([
      {
        act: 'top-up-contingency',
        subject: 'contingency',
        before_text: '5000',
        after_text: '8000',
        why: 'the funders agreed',
      },
    ])
  })
})
