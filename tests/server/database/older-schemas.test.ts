import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { randomBytes, type Installation } from '#server/installation.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { publish } from '#server/publishing/publish.ts'
import { morning, programmeNumber } from '#tests/support/server.ts'
import { openUnmigrated } from '#tests/support/store.ts'
import { putRows } from './dumped-rows.ts'

const folder = new URL('./fixtures/', import.meta.url)
const recorded = readdirSync(folder).map((name) => Number(/^schema-(\d+)\.json$/.exec(name)?.[1]))

let database: Database | undefined
afterEach(async () => {
  await database?.close()
  database = undefined
})

describe.each(recorded)('[K256] a database of schema %i', (schema) => {
  test('is migrated with all that it holds: money, lines, lists and bytes agree, and its next head is signed', async () => {
    const opened = await openUnmigrated()
    database = opened
    await migrate(opened, 0, schema)
    await putRows(opened, new URL(`schema-${schema}.json`, folder))
    const before = await opened.query('SELECT entry, bytes FROM entries ORDER BY entry')
    const { applied, known } = await migrate(opened, 0)
    expect(applied).toBe(known)

    const later = morning + 3 * DAY
    const installation: Installation = {
      database: opened,
      address: 'http://carnet.test',
      now: () => later,
      publishEvery: 30_000,
      random: randomBytes,
    }
    expect(await publish(installation, programmeNumber)).toBeTruthy()
    expect(await verifyLedger(installation, programmeNumber)).toEqual([])
    expect(await opened.query('SELECT entry, bytes FROM entries ORDER BY entry')).toEqual(before)
    expect(before.length).toBeGreaterThan(10)
  })
})

test('[K272] what a former version kept unread has a case after the migration', async () => {
  const opened = await openUnmigrated()
  database = opened
  await migrate(opened, 0, 8)
  const held = "INSERT INTO held_entries VALUES (7, 'device', $1, $1, $2, 5)"
  for (const [byte, reason] of [
    [1, 'unreadable'],
    [2, 'gap'],
    [3, 'same-id'],
    [4, 'fork'],
  ] as const) {
    await opened.query(held, [Uint8Array.of(byte), reason])
  }
  await migrate(opened, 0)
  expect(await opened.query('SELECT entry, kind, opened_at, closed_at FROM cases ORDER BY entry')).toEqual([
    { entry: '01', kind: 'held', opened_at: 5, closed_at: null },
    { entry: '03', kind: 'held', opened_at: 5, closed_at: null },
  ])
})

test('[K256] the first schema has its fixture', () => {
  expect(recorded).toContain(1)
})
