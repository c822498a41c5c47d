import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '#domain/result.ts'
import { kindOfBackup, restoreEmbedded, restorePostgres } from '../backup/restore-store.ts'
import { migrate, migrationState } from '../database/migrate.ts'
import { randomBytes } from '../installation.ts'
import { declareRestored } from '../publishing/epoch.ts'
import { readConfiguration, type Configuration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openStore } from './open-store.ts'

// Puts a backup into an empty store and declares it restored, so that no tablet takes it for the one it knew.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { recovered: { type: 'boolean' } },
})
const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const [file] = positionals
if ((file === undefined) === (values.recovered !== true)) {
  stop(
    'Say what: `npm run restore -- FILE`, or `npm run restore -- --recovered` after PostgreSQL recovered from its archive.',
  )
}
const restored = file === undefined ? ok(true as const) : await restore(resolve(file), configuration.value)
if (!restored.ok) stop(restored.error)
const declared = await declare(configuration.value)
if (!declared.ok) stop(declared.error)
say('Restored. Start the server: the tablets send again what it does not have.')
say('Statements and payments stay locked until a manager has worked through the list of the page "restored".')

async function restore(
  path: string,
  { databaseUrl, dataFolder }: Configuration,
): Promise<Result<true, string>> {
  const kind = await kindOfBackup(path)
  if (!kind.ok) return kind
  if (kind.value === 'embedded') {
    return databaseUrl === undefined
      ? restoreEmbedded(path, dataFolder)
      : fail(
          `${path} is of an embedded store: leave DATABASE_URL out and choose an empty folder with CARNET_DATA.`,
        )
  }
  return databaseUrl === undefined
    ? fail(`${path} is a dump of PostgreSQL: name an empty database with DATABASE_URL.`)
    : restorePostgres(path, databaseUrl)
}

async function declare(chosen: Configuration): Promise<Result<true, string>> {
  const opened = await openStore(chosen)
  if (!opened.ok) return opened
  const database = opened.value
  try {
    if ((await migrationState(database)).applied === 0) return fail('This store holds no Carnet.')
    await migrate(database, Date.now())
    await declareRestored({ database, now: Date.now, random: randomBytes })
    return ok(true)
  } finally {
    await database.close()
  }
}
