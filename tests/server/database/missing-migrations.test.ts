import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { migrate, migrationState } from '#server/database/migrate.ts'
import { openTestDatabase, openUnmigrated } from '#tests/support/store.ts'

const database: Database = await openUnmigrated()
const inOrder: Database = await openTestDatabase()

beforeEach(() => database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
afterAll(async () => {
  await database.close()
  await inOrder.close()
})

test.each([
  [12, 13],
  [8, 13],
  [2, 4],
])(
  '[K362] a database made by a version that had no migration %i before %i gets it, and every later one, in order',
  async (lacking, newest) => {
    await migrate(database, 1, lacking - 1)
    const pretended = "INSERT INTO migrations VALUES ($1, 'not yet written', 1)"
    await database.query(pretended, [lacking])
    await migrate(database, 1, newest)
    await database.query('DELETE FROM migrations WHERE number = $1', [lacking])

    const { known } = await migrationState(database)
    expect(await migrationState(database)).toMatchObject({
      applied: newest,
      missing: expect.arrayContaining([lacking, known]),
    })
    expect(await migrate(database, 2)).toEqual({ applied: known, known, missing: [] })
    const added = await numbersAppliedAt(2)
    expect(added).toEqual([lacking, ...added.filter((number) => number > newest)])
    expect(added).toContain(known)

    expect(await schemaOf(database)).toEqual(await schemaOf(inOrder))
  },
)

test('[K362] a migration that cannot be applied is named with those that are left, and changes nothing', async () => {
  await migrate(database, 1, 10)
  await database.query("INSERT INTO migrations VALUES (12, 'never ran', 1)")
  await expect(migrate(database, 2)).rejects.toThrow(
    /^migration 014-signed-notes\.sql cannot be applied \(.*stock_movements.*\); missing: 14/,
  )
  expect(await numbersAppliedAt(2)).toEqual([13])
  expect((await migrationState(database)).missing).toContain(14)
})

async function numbersAppliedAt(at: number): Promise<readonly number[]> {
  const rows = await database.query<{ number: number }>(
    'SELECT number FROM migrations WHERE applied_at = $1 ORDER BY number',
    [at],
  )
  return rows.map(({ number }) => number)
}

/** Every column in its order, which positional inserts trust, and every index. */
async function schemaOf(store: Database) {
  const columns = await store.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`,
  )
  const indexes = await store.query(
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
  )
  return { columns, indexes }
}
