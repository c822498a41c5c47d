import { migrate } from '#server/database/migrate.ts'
import { openMemory } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import type { Database } from '#server/database/database.ts'

/** An empty, migrated database of the kind that this run tests, for one test file. */
export async function openTestDatabase(): Promise<Database> {
  // It takes seconds to begin: a worker makes one, and its files have it after one another.
  kept ??= openOwnDatabase()
  if (lent) throw new Error('the database of this process is lent already: close it first')
  const database = await kept
  lent = true
  await emptyDatabase(database)
  return { ...database, close: async () => void (lent = false) }
}

let kept: Promise<Database> | undefined
let lent = false

/** The same for one test file alone, which closes it: where its connections are what is tested. */
export async function openOwnDatabase(): Promise<Database> {
  const database = await openUnmigrated()
  await migrate(database, 0)
  return database
}

/** The same without a table. */
export async function openUnmigrated(): Promise<Database> {
  return process.env.CARNET_TEST_STORE === 'postgres'
    ? openOrThrow(await createTestDatabaseUrl())
    : openMemory()
}

/** Between two tests: every row goes, the tables stay. */
export async function emptyDatabase(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
  )
  // A truncation makes each table's files anew: thirty times as long for tables of a few rows.
  await database.script(tables.map(({ name }) => `DELETE FROM ${name};`).join('\n'))
}

/** A database of its own on the PostgreSQL of this run, empty, for a server that is another process. */
export async function createTestDatabaseUrl(): Promise<string> {
  const url = new URL(process.env.CARNET_TEST_DATABASE_URL ?? '')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const server = await openOrThrow(url.href)
  await server.query(`CREATE DATABASE ${name}`)
  await server.close()
  url.pathname = `/${name}`
  return url.href
}

async function openOrThrow(url: string): Promise<Database> {
  const opened = await openPostgres(url)
  if (!opened.ok) throw new Error(`no test database: ${JSON.stringify(opened.error)}`)
  return opened.value
}
