import { readFileSync } from 'node:fs'
import { fromHex, toHex } from '#protocol/bytes.ts'
import type { Database } from '#server/database/database.ts'

type Row = Readonly<Record<string, unknown>>

/** Every row of every table but the migrations, as JSON; bytes as `{ "hex": … }`. */
export async function dumpRows(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
  )
  const dump: Record<string, readonly Row[]> = {}
  for (const { name } of tables) dump[name] = await database.query<Row>(`SELECT * FROM ${name}`)
  return JSON.stringify(dump, (_, value: unknown) =>
    value instanceof Uint8Array ? { hex: toHex(value) } : value,
  )
}

/** Puts rows back into a database whose tables are those that they were read from. */
export async function putRows(database: Database, file: URL): Promise<void> {
  const dump = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly Row[]>
  for (const [table, rows] of Object.entries(dump)) {
    for (const row of rows) {
      const columns = Object.keys(row)
      const places = columns.map((_, index) => `$${index + 1}`)
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`
      await database.query(sql, Object.values(row).map(valueOf))
    }
  }
}

function valueOf(value: unknown): unknown {
  return value !== null && typeof value === 'object' && 'hex' in value ? fromHex(String(value.hex)) : value
}
