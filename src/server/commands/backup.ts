import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { SECOND } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { operatorToken } from '../access/operator-token.ts'
import { secretKey } from '../access/secrets.ts'
import { archiveWal } from '../backup/archived-wal.ts'
import { chainEnds, chainEndsOf, markBackedUp, type ChainEnds } from '../backup/backed-up.ts'
import { copyEmbedded, packEmbedded } from '../backup/copy-embedded.ts'
import { dumpPostgres } from '../backup/dump-postgres.ts'
import type { Database } from '../database/database.ts'
import { randomBytes } from '../installation.ts'
import { readConfiguration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openMigrated } from './open-store.ts'

const copied = v.object({ ends: chainEndsOf })

// Keeps everything in one file that lies flushed in a folder, and only then lets the tablets forget what is in it.
const { values } = parseArgs({ options: { to: { type: 'string' }, archived: { type: 'boolean' } } })
const read = readConfiguration(process.env)
if (!read.ok) stop(read.error)
const configuration = read.value
if ((values.to === undefined) === (values.archived !== true)) {
  stop(
    'Say where: `npm run backup -- --to FOLDER`, or `npm run backup -- --archived` where PostgreSQL archives its log.',
  )
}
const done = values.archived ? await archive() : await backUp(resolve(values.to ?? ''))
if (!done.ok) stop(done.error)
say(done.value)

async function archive(): Promise<Result<string, string>> {
  if (configuration.databaseUrl === undefined)
    return fail('The embedded store has no archive: use --to FOLDER.')
  return withStore(async (database) => {
    const archived = await archiveWal(database, Number(process.env.CARNET_ARCHIVE_SECONDS ?? 60) * SECOND)
    return archived.ok ? ok(`Archived through ${archived.value.file}.`) : archived
  })
}

async function backUp(folder: string): Promise<Result<string, string>> {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    return fail(`The folder ${folder} cannot be made (${codeOf(error)}): choose another with --to.`)
  }
  const name = `carnet-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  const { databaseUrl } = configuration
  const path = join(folder, databaseUrl === undefined ? `${name}.embedded` : `${name}.dump`)
  const kept =
    databaseUrl === undefined
      ? await backUpEmbedded(path)
      : await withStore((database) => dumpPostgres(database, databaseUrl, path))
  return kept.ok ? ok(`Backed up and checked: ${path} (${kept.value.bytes} bytes).`) : kept
}

/** The running server copies its files; where none answers, this command opens the store itself. */
async function backUpEmbedded(path: string): Promise<Result<{ readonly bytes: number }, string>> {
  const copy = `${path}.copy`
  try {
    const asked = await askServer('copies', { to: copy }, copied)
    if (asked) {
      const packed = await packEmbedded(copy, path)
      if (packed.ok) await askServer('backed-up', { ends: asked.ends }, v.object({}))
      return packed
    }
    return await withStore(async (database) => {
      const ends = await chainEnds(database)
      await copyEmbedded(database, configuration.dataFolder, copy)
      const packed = await packEmbedded(copy, path)
      if (packed.ok) await markBackedUp(database, ends)
      return packed
    })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Undefined when no server of this data folder answers on this port. */
async function askServer<Schema extends v.GenericSchema>(
  what: string,
  body: { readonly to: string } | { readonly ends: ChainEnds },
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const { port, dataFolder } = configuration
  try {
    const response = await fetch(`http://localhost:${port}/api/operator/${what}`, {
      method: 'POST',
      headers: { Authorization: `Operator ${operatorToken(dataFolder)}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = v.safeParse(schema, await response.json())
    return answer.success ? answer.output : undefined
  } catch {
    return undefined
  }
}

async function withStore<Value>(
  work: (database: Database) => Promise<Result<Value, string>>,
): Promise<Result<Value, string>> {
  const opened = await openMigrated(configuration)
  if (!opened.ok) return opened
  const database = opened.value
  try {
    // In the backup, or acknowledgements given after it could not be recognised.
    await secretKey({ database, now: Date.now, random: randomBytes }, 'acknowledgement')
    return await work(database)
  } finally {
    await database.close()
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
