import type { Database, Row } from '#server/database/database.ts'

/** Every row of a database as it is now: what an old backup holds. */
type StoredRows = ReadonlyMap<string, readonly Row[]>

export async function copyRows(database: Database): Promise<StoredRows> {
  const rows = new Map<string, readonly Row[]>()
  for (const table of await tablesOf(database))
    rows.set(table, await database.query(`SELECT * FROM ${table}`))
  return rows
}

/** The database is what it was when the rows were copied, as after a restore that told nobody. */
export async function putRowsBack(database: Database, rows: StoredRows): Promise<void> {
  await database.script(`TRUNCATE ${(await tablesOf(database)).join(', ')}`)
  for (const [table, content] of rows) await insertRows(database, table, content)
}

export async function insertRows(database: Database, table: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row)
    const places = columns.map((_, index) => `$${index + 1}`)
    await database.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    )
  }
}

async function tablesOf(database: Database): Promise<readonly string[]> {
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
  )
  return tables.map(({ name }) => name)
}
