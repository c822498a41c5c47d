import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { fail, ok, type Result } from '#domain/result.ts'
import { unpackFolder } from '../database/embedded-file.ts'
import { openPostgres } from '../database/postgres.ts'
import { embeddedFolder } from './copy-embedded.ts'
import { flushTree } from './flushed-file.ts'
import { connectionOf, runPostgresProgram } from './run-program.ts'

type BackupKind = 'postgresql' | 'embedded'

/** What a file is, by its first bytes; the error is one sentence. */
export async function kindOfBackup(path: string): Promise<Result<BackupKind, string>> {
  try {
    const handle = await open(path, 'r')
    const { buffer } = await handle.read(new Uint8Array(5), 0, 5, 0)
    await handle.close()
    if (Buffer.from(buffer).toString('latin1') === 'PGDMP') return ok('postgresql')
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return ok('embedded')
    return fail(`${path} is not a backup of Carnet: choose a file that \`npm run backup\` wrote.`)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(`${path} cannot be read (${reason}).`)
  }
}

/** Into an empty database only: nothing that is there is ever overwritten. */
export async function restorePostgres(path: string, databaseUrl: string): Promise<Result<true, string>> {
  const opened = await openPostgres(databaseUrl)
  if (!opened.ok)
    return fail('The database of DATABASE_URL does not answer: create an empty one with createdb.')
  const tables = await opened.value.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
  await opened.value.close()
  if (tables.length > 0) {
    return fail(
      'The database of DATABASE_URL is not empty and is left as it is: create another with createdb.',
    )
  }
  const { dbname, environment } = connectionOf(databaseUrl)
  const restored = await runPostgresProgram(
    'pg_restore',
    ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', `--dbname=${dbname}`, path],
    environment,
  )
  return restored.ok ? ok(true) : restored
}

/** Into an empty folder only, or one that is not there yet; what cannot be opened leaves nothing behind. */
export async function restoreEmbedded(path: string, dataFolder: string): Promise<Result<true, string>> {
  const found = await readdir(dataFolder).catch((error: unknown) => (isAbsent(error) ? [] : undefined))
  if (!found) return fail(`The data folder ${dataFolder} cannot be read: choose another with CARNET_DATA.`)
  if (found.length > 0) {
    return fail(
      `The data folder ${dataFolder} is not empty and is left as it is: choose another with CARNET_DATA.`,
    )
  }
  try {
    await mkdir(dataFolder, { recursive: true })
    await unpackFolder(path, embeddedFolder(dataFolder))
    await flushTree(dataFolder)
    return ok(true)
  } catch (error) {
    await rm(embeddedFolder(dataFolder), { recursive: true, force: true })
    return fail(
      `${path} cannot be opened as a store: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
