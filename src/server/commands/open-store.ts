import { fail, ok, type Result } from '#domain/result.ts'
import type { Database, StoreFailure } from '../database/database.ts'
import { migrationState } from '../database/migrate.ts'
import { openPglite } from '../database/pglite.ts'
import { openPostgres } from '../database/postgres.ts'
import type { Configuration } from './configuration.ts'

/** Opens the chosen store and checks that it is not of a newer version; the error is one sentence for the operator. */
export async function openStore(configuration: Configuration): Promise<Result<Database, string>> {
  const { databaseUrl, dataFolder } = configuration
  const opened = databaseUrl === undefined ? await openPglite(dataFolder) : await openPostgres(databaseUrl)
  if (!opened.ok) return fail(sentenceOf(opened.error))
  const { applied, known } = await migrationState(opened.value)
  if (applied <= known) return ok(opened.value)
  await opened.value.close()
  return fail(
    `This database belongs to a newer version of Carnet (migration ${applied}, this version knows ${known}): install the newer version.`,
  )
}

/** The same of a store that has all that this version needs: nothing is read from one that lacks a column, or written to it. */
export async function openMigrated(configuration: Configuration): Promise<Result<Database, string>> {
  const opened = await openStore(configuration)
  if (!opened.ok) return opened
  const { missing } = await migrationState(opened.value)
  if (missing.length === 0) return opened
  await opened.value.close()
  return fail(
    `The store lacks what this version needs (migration ${missing.join(', ')}): run \`npm run migrate\`.`,
  )
}

function sentenceOf(failure: StoreFailure): string {
  switch (failure.type) {
    case 'folder-in-use':
      return `Another Carnet server (process ${failure.holder || 'unknown'}) already runs on ${failure.folder}: stop it, or choose another folder with CARNET_DATA.`
    case 'folder-not-writable':
      return `The data folder ${failure.folder} cannot be written (${failure.reason}): choose another with CARNET_DATA.`
    case 'unreachable':
      return `The database of DATABASE_URL does not answer: ${failure.reason}.`
  }
}
