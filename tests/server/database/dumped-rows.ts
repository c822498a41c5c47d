import { readFileSync } from 'node:fs'
import { toHex } from '#protocol/bytes.ts'
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
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    if (columns === '') continue
    const sql = `INSERT INTO ${table} (${columns})
      SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::text::json)`
    await database.query(sql, [JSON.stringify(rows, (_, value: unknown) => asColumn(value))])
  }
}

function asColumn(value: unknown): unknown {
  return value !== null && typeof value === 'object' && 'hex' in value ? `\\x${String(value.hex)}` : value
}
