import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { managedCases } from '#protocol/manage/cases.ts'
import { migrate } from '#server/database/migrate.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { publish } from '#server/publishing/publish.ts'
import { programmeNumber } from '#tests/support/server.ts'
import { openUnmigrated } from '#tests/support/store.ts'
import { dumpRows, type Dump } from './dumped-rows.ts'
import { knownSchemas, putFixture, recordedSchemas, rowsOf, serveFixture } from './open-fixture.ts'

const database = await openUnmigrated()
afterAll(() => database.close())

const command = 'node tests/server/database/record-schema.ts'

test('[K390] each migration brings the rows that the code of its schema left', () => {
  const missing = knownSchemas.filter((schema) => !recordedSchemas.includes(schema))
  expect(missing, `these migrations have no fixture; for the newest: ${command}`).toEqual([])
  expect(recordedSchemas).toEqual(knownSchemas)
})

test('[K391] the newest fixture has a row in every table', async () => {
  const newest = recordedSchemas.at(-1) ?? 0
  await putFixture(database, newest)
  const empty = Object.entries(await rowsIn()).filter(([, rows]) => rows.length === 0)
  expect(empty.map(([table]) => table)).toEqual([])
})

describe.each(recordedSchemas)('a database of schema %i', (schema) => {
  const before = rowsOf(schema)
  let migrated: Dump = {}
  let server: ReturnType<typeof serveFixture>
  beforeAll(async () => {
    await putFixture(database, schema)
    const { applied, known } = await migrate(database, 0)
    if (applied !== known) throw new Error(`migrated to ${applied} of ${known}`)
    migrated = await rowsIn()
    server = serveFixture(database)
    await publish(server.installation, programmeNumber)
  })

  test('[K256] is migrated with all that it holds: money, lines, lists and bytes agree with the next head', async () => {
    expect(before.entries?.length).toBeGreaterThan(10)
    expect(lostFrom(before, migrated)).toEqual([])
    expect(migrated.entries?.length).toBe(before.entries?.length)
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })

  test('[K392] answers once it is migrated: a card by its number, a person’s cases, and a new tablet, which is paid', async () => {
    const card = { batch: 1, pass: 1, cheque: 0 }
    const number = await server.numberOf(card)
    const usedOf = async () => {
      const body = JSON.stringify({ by: 'number', number })
      return (await server.ask('/api/balance', { method: 'POST', body })).json()
    }
    expect(await usedOf()).toMatchObject({ type: 'balance', state: 'active', units: 10, used: 0 })

    const venue = await server.enrol('venue')
    const { id, verdict } = venue.redeem(card, 'first-steps', { typed: number })
    expect(verdict).toMatchObject({ type: 'accepted', remaining: 9 })
    await venue.push()
    expect(venue.outcomes.get(id ?? '')).toMatchObject({ type: 'covered', coveredUnits: 1 })
    expect(await usedOf()).toMatchObject({ used: 1 })

    const manager = await server.enrol('desk', 'manager')
    const { cases, held } = v.parse(managedCases, await asked(manager, 'cases'))
    const open = before.cases?.filter(({ closed_at: closed }) => closed === null) ?? []
    const shown = [...cases.map(({ entry }) => entry), ...held.flatMap((each) => each.case ?? [])]
    expect(shown).toEqual(expect.arrayContaining(open.map(({ entry }) => entry)))
    for (const page of ['overview', 'venues', 'venues/venue', 'acts', 'passes/1/0', 'stock', 'follow-up']) {
      expect(await asked(manager, page)).toBeTruthy()
    }
    expect(server.errors).toEqual([])
    expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
  })
})

test('[K272] what a former version kept unread has a case after the migration', async () => {
  await putFixture(database, 8)
  await database.script('DELETE FROM held_entries; DELETE FROM cases;')
  const held = "INSERT INTO held_entries VALUES (7, 'device', $1, $1, $2, 5)"
  for (const [byte, reason] of [
    [1, 'unreadable'],
    [2, 'gap'],
    [3, 'same-id'],
    [4, 'fork'],
  ] as const) {
    await database.query(held, [Uint8Array.of(byte), reason])
  }
  await migrate(database, 0)
  expect(await database.query('SELECT entry, kind, opened_at, closed_at FROM cases ORDER BY entry')).toEqual([
    { entry: '01', kind: 'held', opened_at: 5, closed_at: null },
    { entry: '03', kind: 'held', opened_at: 5, closed_at: null },
  ])
})

async function asked(manager: VirtualDevice, page: string): Promise<unknown> {
  const answer = await manager.ask('GET', `/api/manage/${page}`)
  expect([page, answer.status]).toEqual([page, 200])
  return answer.json()
}

async function rowsIn(): Promise<Dump> {
  return JSON.parse(await dumpRows(database)) as Dump
}

/** The rows that are no longer there as they were, whatever columns were added to them. */
function lostFrom(before: Dump, after: Dump) {
  return Object.entries(before).flatMap(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {})
    const kept = new Set(after[table]?.map((row) => JSON.stringify(columns.map((column) => row[column]))))
    return rows.filter((row) => !kept.has(JSON.stringify(Object.values(row)))).map((row) => [table, row])
  })
}
