import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { migrate, migrationState } from '#server/database/migrate.ts'
import { openPglite } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { valueOf } from '#tests/support/builders.ts'
import { makeFastFolder } from '#tests/support/fast-folder.ts'
import { expectOneSentence, runCommand } from '#tests/support/run-command.ts'
import { freePort } from '#tests/support/server-process.ts'
import { createTestDatabaseUrl, openTestDatabase, openUnmigrated } from '#tests/support/store.ts'

const database: Database = await openUnmigrated()
const inOrder: Database = await openTestDatabase()

beforeEach(() => database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
const folder = makeFastFolder('missing')
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
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

test.each(['../main.ts', 'backup.ts', 'verify.ts', 'manager-link.ts'])(
  '[K404] %s refuses a store that lacks a migration, whatever larger number it has, says which, and changes nothing',
  async (command) => {
    const store = await emptyStore()
    const lacking = await open(store)
    await migrate(lacking, 1)
    await lacking.query('DELETE FROM migrations WHERE number IN (10, 13)')
    await lacking.close()
    const backups = join(folder, 'backups')
    const ran = await runCommand(command, store, command === 'backup.ts' ? ['--to', backups] : [])
    expectOneSentence(
      ran,
      /^The store lacks what this version needs \(migration 10, 13\): run `npm run migrate`\.$/,
    )
    const after = await open(store)
    expect(await migrationState(after)).toMatchObject({ missing: [10, 13] })
    await after.close()
    if (existsSync(backups)) expect(readdirSync(backups)).toEqual([])
  },
  180_000,
)

/** An empty store, and the environment that names it to a command. */
async function emptyStore(): Promise<Readonly<Record<string, string>>> {
  if (database.kind === 'postgresql') return { DATABASE_URL: await createTestDatabaseUrl() }
  return { CARNET_DATA: mkdtempSync(join(folder, 'data-')), PORT: String(await freePort()) }
}

async function open({ CARNET_DATA = '', DATABASE_URL = '' }: Readonly<Record<string, string>>) {
  return valueOf(DATABASE_URL === '' ? await openPglite(CARNET_DATA) : await openPostgres(DATABASE_URL))
}

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
