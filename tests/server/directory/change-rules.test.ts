import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { DAY, HOUR } from '#domain/instant.ts'
import { defaultOfflineRules, type OfflineRules } from '#domain/programme.ts'
import { utf8 } from '#protocol/bytes.ts'
import { managedRules, rulesAnswer } from '#protocol/manage/rules.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { publish } from '#server/publishing/publish.ts'
import { startManaged } from '#tests/support/managed-server.ts'
import { programmeNumber, scanOf, type TestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(async () => {
  ;({ server, manager } = await startManaged(database))
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function readRules() {
  const response = await manager.ask('GET', '/api/manage/rules')
  return v.parse(managedRules, await response.json())
}

async function save(changes: Partial<OfflineRules>, why = 'fewer risks in summer', as = manager) {
  const body = utf8(JSON.stringify({ rules: { ...defaultOfflineRules, ...changes }, why }))
  return as.ask('POST', '/api/manage/rules', body)
}

async function saved(changes: Partial<OfflineRules>) {
  return v.parse(rulesAnswer, await (await save(changes)).json())
}

async function handOutCards(): Promise<void> {
  const desk = await server.enrol('desk')
  for (const pass of [0, 1, 2]) {
    const code = server.codeOf(1, pass)
    expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  }
  await desk.push()
  await server.publish()
}

describe('a change of the offline rules', () => {
  test('[G21] the record holds it, the trail says who, why, and what each changed rule was', async () => {
    expect(await saved({ unitsPerDevice: 30, centsPerDevice: 30_000 })).toEqual({ type: 'saved' })
    expect((await readRules()).rules).toEqual({
      ...defaultOfflineRules,
      unitsPerDevice: 30,
      centsPerDevice: 30_000,
    })
    expect(
      await database.query('SELECT device, act, subject, before_text, after_text, why FROM audit_trail'),
    ).toEqual([
      {
        device: manager.device,
        act: 'change-rules',
        subject: 'programme/7',
        before_text: '{"unitsPerDevice":60,"centsPerDevice":60000}',
        after_text: '{"unitsPerDevice":30,"centsPerDevice":30000}',
        why: 'fewer risks in summer',
      },
    ])
    expect(await saved({ unitsPerDevice: 30, centsPerDevice: 30_000 })).toEqual({ type: 'unchanged' })
    expect(await database.query('SELECT id FROM audit_trail')).toHaveLength(1)
  })

  test('[G22] every fault is said at once and nothing is changed; without a reason nothing is asked', async () => {
    const wrong = { unitsPerPass: 0, defersAfter: 0.5, unitsPerDevice: 20_000, statementLagDays: 11 }
    expect(await saved(wrong)).toEqual({
      type: 'refused',
      faults: [
        { rule: 'unitsPerPass', fault: 'too-small' },
        { rule: 'defersAfter', fault: 'not-a-number' },
        { rule: 'unitsPerDevice', fault: 'too-large' },
        { rule: 'agesAfter', fault: 'ages-after-it-defers' },
        { rule: 'refusesNotActiveWithin', fault: 'refuses-after-it-defers' },
      ],
    })
    expect((await save({ unitsPerDevice: 30 }, '  ')).status).toBe(400)
    expect((await readRules()).rules).toEqual(defaultOfflineRules)
    expect(await database.query('SELECT id FROM audit_trail')).toEqual([])
  })

  test('[G110] the passes of one handover are a rule with its range, and an app that does not know it leaves it as it is', async () => {
    expect(await saved({ passesPerHandover: 11 })).toEqual({
      type: 'refused',
      faults: [{ rule: 'passesPerHandover', fault: 'too-large' }],
    })
    expect(await saved({ passesPerHandover: 3 })).toEqual({ type: 'saved' })
    const { passesPerHandover, ...older } = defaultOfflineRules
    const body = utf8(JSON.stringify({ rules: { ...older, unitsPerDevice: 30 }, why: 'summer' }))
    const answer = await manager.ask('POST', '/api/manage/rules', body)
    expect(await answer.json()).toEqual({ type: 'saved' })
    expect((await readRules()).rules).toMatchObject({ passesPerHandover: 3, unitsPerDevice: 30 })
    await server.publish()
    await manager.pull()
    expect(manager.records()?.programme.rules.passesPerHandover).toBe(3)
    expect(passesPerHandover).toBe(2)
  })

  test('[G22] only a manager changes them', async () => {
    const desk = await server.enrol('desk')
    expect((await save({ unitsPerDevice: 30 }, 'mine', desk)).status).toBe(403)
    expect((await readRules()).rules).toEqual(defaultOfflineRules)
  })

  test('[K120] a device decides by the head that it holds, and is judged by it, whatever the rules say since', async () => {
    await handOutCards()
    const [holder, puller] = [await server.enrol('venue'), await server.enrol('other')]
    await saved({ unitsPerDevice: 1 })
    server.pass(1000)
    await publish(server.installation, programmeNumber)
    await puller.pull()
    expect(puller.records()?.programme.rules.unitsPerDevice).toBe(1)

    const answers = [holder, puller].map((device) =>
      [0, 1, 2].map((pass) => {
        const code = server.codeOf(1, pass)
        return device.redeem(code, 'first-steps', scanOf(code)).verdict.type
      }),
    )
    expect(answers).toEqual([
      ['accepted', 'accepted', 'accepted'],
      ['accepted', 'deferred:limit-reached', 'deferred:limit-reached'],
    ])
    for (const device of [holder, puller]) await device.push()
    expect(
      await database.query(
        `SELECT device, conformance FROM entries WHERE kind = 'redemption' ORDER BY device = $1 DESC, sequence`,
        [holder.device],
      ),
    ).toEqual([
      ...Array.from({ length: 3 }, () => ({ device: holder.device, conformance: 'conformant' })),
      { device: puller.device, conformance: 'conformant' },
      ...Array.from({ length: 2 }, () => ({ device: puller.device, conformance: 'at-own-risk' })),
    ])
  })

  test('[K121] a change of the rules is in the next head at once, not when the last one grows old', async () => {
    const before = manager.head()?.number
    server.pass(1000)
    await publish(server.installation, programmeNumber)
    await manager.pull()
    expect(manager.head()?.number).toBe(before)
    await saved({ defersAfter: 5 * DAY })
    await publish(server.installation, programmeNumber)
    await manager.pull()
    expect(manager.head()?.number).toBeGreaterThan(before ?? Infinity)
    expect(manager.records()?.programme.rules.defersAfter).toBe(5 * DAY)
  })

  test('[G23] the preview knows each desk device in service and when its head was signed', async () => {
    const [venue] = [await server.enrol('venue'), await server.enrol('other')]
    await venue.pull()
    server.pass(HOUR)
    const { desks, now, prices, contingencyCents } = await readRules()
    expect(now - (desks.find(({ structure }) => structure === 'venue')?.headIssuedAt ?? 0)).toBe(HOUR)
    expect(desks.map(({ structure }) => structure).sort()).toEqual(['other', 'venue'])
    expect([prices, contingencyCents]).toEqual([[1, 2], 20_000])
    await database.query('UPDATE devices SET revoked_at = 1 WHERE structure = $1', ['other'])
    expect((await readRules()).desks).toHaveLength(1)
  })

  test('[K122] a record written before a rule was there has its default', async () => {
    await database.query(`UPDATE programmes SET record = replace(record, ',"statementLagDays":11', '')`)
    expect(await database.query("SELECT 1 AS found FROM programmes WHERE record LIKE '%Lag%'")).toEqual([])
    expect((await readRules()).rules.statementLagDays).toBe(11)
    await server.publish()
    await manager.pull()
    expect(manager.records()?.programme.rules.statementLagDays).toBe(11)
  })
})
