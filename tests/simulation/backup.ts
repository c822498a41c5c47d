import type { Database } from '#server/database/database.ts'

/** All rows of a database, by table. */
export type Backup = ReadonlyMap<string, string>

export async function takeBackup(database: Database): Promise<Backup> {
  const backup = new Map<string, string>()
  for (const table of await tablesOf(database)) {
    const [row] = await database.query<{ rows: string | null }>(
      `SELECT json_agg(t)::text AS rows FROM ${table} t`,
    )
    if (row?.rows) backup.set(table, row.rows)
  }
  return backup
}

/** The database is again what it was when the backup was taken. In one piece: PGlite takes its time for each question. */
export async function restoreBackup(database: Database, backup: Backup): Promise<void> {
  const emptied = (await tablesOf(database)).map((table) => `DELETE FROM ${table}`)
  const filled = [...backup].map(
    ([table, rows]) =>
      `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, '${rows.replaceAll("'", "''")}')`,
  )
  await database.script(['BEGIN', ...emptied, ...filled, 'COMMIT'].join(';\n'))
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
