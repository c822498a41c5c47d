import { chainEnds, markBackedUp } from '#server/backup/backed-up.ts'
import type { Database } from '#server/database/database.ts'
import type { Town } from './town.ts'

/** All rows of a database, by table. */
export type Backup = ReadonlyMap<string, string>

export async function takeBackup(database: Database): Promise<Backup> {
  const tables = await tablesOf(database)
  const rows = tables.map((table) => `(SELECT json_agg(t)::text FROM ${table} t) AS ${table}`)
  const [taken] = await database.query<Readonly<Record<string, string | null>>>(`SELECT ${rows.join(', ')}`)
  return new Map(tables.map((table) => [table, taken?.[table] ?? '[]']))
}

/** What the operator's command does: the copy is kept, then tablets may forget what it holds. `meanwhile` is not in it. */
export async function backUp(
  { server }: Pick<Town, 'server'>,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const { database } = server.installation
  const ends = await chainEnds(database)
  const backup = await takeBackup(server.database)
  await meanwhile()
  await markBackedUp(database, ends)
  server.backups.push(backup)
}

/** The database is again what it was when the backup was taken. Two questions: PGlite takes its time for each. */
export async function restoreBackup(database: Database, backup: Backup): Promise<void> {
  const tables = await tablesOf(database)
  const emptied = tables.map((table) => `${table}_emptied AS (DELETE FROM ${table})`)
  const filled = tables.map(
    (table, index) =>
      `${table}_filled AS (INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $${index + 1}::json))`,
  )
  await database.transaction(async (queries) => {
    await queries.query(`WITH ${emptied.join(', ')} SELECT 1 AS done`)
    await queries.query(
      `WITH ${filled.join(', ')} SELECT 1 AS done`,
      tables.map((table) => backup.get(table) ?? '[]'),
    )
  })
}

const tables = new WeakMap<Database, Promise<readonly string[]>>()

function tablesOf(database: Database): Promise<readonly string[]> {
  const known = tables.get(database) ?? listTables(database)
  tables.set(database, known)
  return known
}

async function listTables(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
  )
  return rows.map(({ name }) => name)
}
