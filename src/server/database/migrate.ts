import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'

/**
 * The largest number that is applied and the largest that this version has. `missing`: those of this version that are not
 * applied, in order; a larger one may be, of a version that had them in another order.
 */
export type MigrationState = {
  readonly applied: number
  readonly known: number
  readonly missing: readonly number[]
}

/**
 * Applies the numbered migrations that are missing, in order, whatever larger ones are applied; none is ever edited or
 * undone. Each is whole or not at all: one that fails is named with those that are left. `last`: no further than that one,
 * to have a database as an older version left it.
 */
export async function migrate(database: Database, now: number, last = Infinity): Promise<MigrationState> {
  await database.script(
    'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)',
  )
  const { missing } = await migrationState(database)
  const wanted = missing.filter((number) => number <= last)
  for (const migration of migrations().filter(({ number }) => wanted.includes(number))) {
    const { number, name, path } = migration
    const record = `INSERT INTO migrations VALUES (${number}, '${name}', ${now})`
    try {
      await database.script(`BEGIN; ${readFileSync(path, 'utf8')}; ${record}; COMMIT;`)
    } catch (error) {
      // The one session of the embedded store would stay in it.
      await database.query('ROLLBACK').catch(() => undefined)
      const left = wanted.filter((other) => other >= number).join(', ')
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`migration ${name} cannot be applied (${reason}); missing: ${left}`, { cause: error })
    }
  }
  return migrationState(database)
}

/** `applied` above `known`: the database belongs to a newer version. */
export async function migrationState(database: Database): Promise<MigrationState> {
  const numbers = migrations().map(({ number }) => number)
  const known = numbers.at(-1) ?? 0
  const [table] = await database.query<{ found: string | null }>(
    "SELECT to_regclass('migrations')::text AS found",
  )
  if (!table?.found) return { applied: 0, known, missing: numbers }
  const rows = await database.query<{ number: number }>('SELECT number FROM migrations')
  const applied = rows.map(({ number }) => number)
  return {
    applied: Math.max(0, ...applied),
    known,
    missing: numbers.filter((number) => !applied.includes(number)),
  }
}

function migrations(): readonly { number: number; name: string; path: string }[] {
  const folder = new URL('./migrations/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 3)), name, path: fileURLToPath(new URL(name, folder)) }))
}
