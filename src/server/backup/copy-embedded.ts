import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Database } from '../database/database.ts'
import { packFolder } from '../database/embedded-file.ts'
import { keepFlushed, sizeOf } from './flushed-file.ts'

/** The folder of the embedded database inside a data folder. */
export function embeddedFolder(dataFolder: string): string {
  return join(dataFolder, 'database')
}

/**
 * The files of the embedded store as they stand between two transactions, its log written through: nobody else writes
 * while a transaction holds the only session.
 */
export async function copyEmbedded(database: Database, dataFolder: string, to: string): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.query('CHECKPOINT')
    await cp(embeddedFolder(dataFolder), to, { recursive: true })
  })
  // The copy belongs to no running process.
  await rm(join(to, 'postmaster.pid'), { force: true })
}

/** Makes one file of such a copy, opened and counted before it counts. The error is one sentence. */
export async function packEmbedded(
  copy: string,
  path: string,
): Promise<Result<{ readonly bytes: number }, string>> {
  const partial = `${path}.partial`
  try {
    await packFolder(copy, partial)
  } catch (error) {
    await rm(partial, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    return fail(`The copy cannot be opened (${reason}): it is thrown away.`)
  }
  await keepFlushed(partial, path)
  return ok({ bytes: await sizeOf(path) })
}
