import { readFileSync } from 'node:fs'
import { fromHex, toHex } from '#protocol/bytes.ts'
import type { Database } from '#server/database/database.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows by table. */
export type Dump = Readonly<Record<string, readonly Row[]>>

/** Every row of every table but the migrations, as JSON, a row a line in a fixed order; bytes as `{ "hex": … }`. */
export async function dumpRows(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await database.query<Row>(`SELECT * FROM ${name} AS r ORDER BY r::text COLLATE "C"`)
    texts.push(`${JSON.stringify(name)}: [\n${rows.map(textOf).join(',\n')}\n]`)
  }
  return `{\n${texts.join(',\n')}\n}\n`
}

function textOf(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) =>
    value instanceof Uint8Array ? { hex: toHex(value) } : value,
  )
}

export function readRows(file: URL): Dump {
  return JSON.parse(readFileSync(file, 'utf8')) as Dump
}

/** Puts rows back into a database whose tables are those that they were read from. */
export async function putRows(database: Database, dump: Dump): Promise<void> {
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
