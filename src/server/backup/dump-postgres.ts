import { rm } from 'node:fs/promises'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Database } from '../database/database.ts'
import { chainEnds, markBackedUp } from './backed-up.ts'
import { keepFlushed, sizeOf } from './flushed-file.ts'
import { connectionOf, runPostgresProgram } from './run-program.ts'

/** A dump in pg_dump's custom format, read back whole before it counts. The error is one sentence. */
export async function dumpPostgres(
  database: Database,
  databaseUrl: string,
  path: string,
): Promise<Result<{ readonly bytes: number }, string>> {
  const partial = `${path}.partial`
  // Read before pg_dump takes its snapshot: what is committed now is in it.
  const ends = await chainEnds(database)
  const { dbname, environment } = connectionOf(databaseUrl)
  const dumped = await runPostgresProgram(
    'pg_dump',
    ['--format=custom', '--no-owner', '--no-privileges', `--file=${partial}`, `--dbname=${dbname}`],
    environment,
  )
  const checked = dumped.ok ? await checkDump(database, partial) : dumped
  if (!checked.ok) {
    await rm(partial, { force: true })
    return checked
  }
  await keepFlushed(partial, path)
  await markBackedUp(database, ends)
  return ok({ bytes: await sizeOf(path) })
}

/** Every table of ours is in its list, and its last byte can be read. */
async function checkDump(database: Database, path: string): Promise<Result<string, string>> {
  const listed = await runPostgresProgram('pg_restore', ['--list', path])
  if (!listed.ok) return listed
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  )
  const absent = tables.find(({ name }) => !listed.value.includes(` TABLE DATA public ${name} `))
  if (absent) return fail(`The dump does not hold the table ${absent.name}: it is thrown away.`)
  return runPostgresProgram('pg_restore', ['--file=/dev/null', path])
}
