import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openPglite } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { oneSession } from '#server/database/one-session.ts'
import type { Database } from '#server/database/database.ts'

/**
 * `node acknowledging-writer.ts KIND PLACE WRITERS`: a process that writes pairs of rows until somebody ends it, and
 * prints a row's number as soon as the store has answered for it. KIND: `flushed` or `stock` (PGlite in the folder
 * PLACE, ours or as shipped), `postgres` (PLACE is its address).
 */
const [kind = '', place = '', writers = '1'] = process.argv.slice(2)
const database = await openStore()
await database.script(
  'CREATE TABLE IF NOT EXISTS acts (id bigint PRIMARY KEY, words text); CREATE TABLE IF NOT EXISTS twins (id bigint PRIMARY KEY)',
)
const [last] = await database.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM acts')
let next = (last?.id ?? 0) + 1
process.stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(writers) }, writeForEver))

async function writeForEver(): Promise<never> {
  for (;;) {
    const id = next++
    await database.transaction(async (queries) => {
      await queries.query('INSERT INTO acts VALUES ($1, $2)', [id, 'x'.repeat(200)])
      await queries.query('INSERT INTO twins VALUES ($1)', [id])
    })
    process.stdout.write(`${id}\n`)
  }
}

async function openStore(): Promise<Database> {
  if (kind === 'stock') return oneSession(await PGlite.create({ dataDir: join(place, 'database') }))
  const opened = kind === 'postgres' ? await openPostgres(place) : await openPglite(place)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}
