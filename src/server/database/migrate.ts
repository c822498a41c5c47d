import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'

export type MigrationState = { readonly applied: number; readonly known: number }

/**
 * Applies the numbered migrations that are missing, in order; none is ever edited or undone. `last`: no further than that
 * one, to have a database as an older version left it.
 */
export async function migrate(database: Database, now: number, last = Infinity): Promise<MigrationState> {
  await database.script(
    'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)',
  )
  const { applied } = await migrationState(database)
  for (const migration of migrations().filter(({ number }) => number > applied && number <= last)) {
    const record = `INSERT INTO migrations VALUES (${migration.number}, '${migration.name}', ${now})`
    await database.script(`BEGIN; ${readFileSync(migration.path, 'utf8')}; ${record}; COMMIT;`)
  }
  return migrationState(database)
}

/** `applied` above `known`: the database belongs to a newer version. */
export async function migrationState(database: Database): Promise<MigrationState> {
  const known = migrations().at(-1)?.number ?? 0
  const [table] = await database.query<{ found: string | null }>(
    "SELECT to_regclass('migrations')::text AS found",
  )
  if (!table?.found) return { applied: 0, known }
  const [row] = await database.query<{ applied: number }>(
    'SELECT coalesce(max(number), 0) AS applied FROM migrations',
  )
  return { applied: row?.applied ?? 0, known }
}

function migrations(): readonly { number: number; name: string; path: string }[] {
  const folder = new URL('./migrations/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 3)), name, path: fileURLToPath(new URL(name, folder)) }))
}
