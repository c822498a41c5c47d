import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { fail, ok, type Result } from '#domain/result.ts'
import { beginStatement, retryConflicts, type Database, type Queries, type StoreFailure } from './database.ts'

/** The embedded database in a folder. One process at a time. */
export async function openPglite(folder: string): Promise<Result<Database, StoreFailure>> {
  const lock = lockFolder(folder)
  if (!lock.ok) return lock
  try {
    return ok(databaseOf(await PGlite.create({ dataDir: join(folder, 'database'), parsers }), lock.value))
  } catch (error) {
    lock.value()
    throw error
  }
}

/** The embedded database in memory: gone with its process. */
export async function openMemory(): Promise<Database> {
  return databaseOf(await PGlite.create({ parsers }), () => {})
}

const parsers = { 20: Number, 1700: Number }

function databaseOf(pglite: PGlite, unlock: () => void): Database {
  const takeTurn = turns()
  return {
    query: (sql, parameters) => takeTurn(() => queriesOf(pglite).query(sql, parameters)),
    transaction: (work, options) =>
      retryConflicts(() =>
        takeTurn(async () => {
          await pglite.exec(beginStatement(options))
          try {
            const result = await work(queriesOf(pglite))
            await pglite.exec('COMMIT')
            return result
          } catch (error) {
            await pglite.exec('ROLLBACK')
            throw error
          }
        }),
      ),
    script: (sql) => takeTurn(async () => void (await pglite.exec(sql))),
    store: {
      kind: 'pglite',
      durability: 'embedded: survives the end of the process, may lose the last minutes in a power cut',
    },
    async close() {
      await takeTurn(() => pglite.close())
      unlock()
    },
  }
}

function queriesOf(pglite: PGlite): Queries {
  return {
    async query<Result extends object>(sql: string, parameters: readonly unknown[] = []) {
      return (await pglite.query<Result>(sql, [...parameters])).rows
    },
  }
}

/** PGlite has one session: a transaction must not meet another's statements. */
function turns() {
  let last: Promise<unknown> = Promise.resolve()
  return function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
}

/** PGlite takes no lock, and two processes on one folder lose uniqueness: ours holds the number of a live process. */
function lockFolder(folder: string): Result<() => void, StoreFailure> {
  const path = join(folder, 'server.lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      if (!existsSync(folder)) mkdirSync(folder)
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return ok(() => rmSync(path, { force: true }))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        return fail({ type: 'folder-not-writable', folder, reason: codeOf(error) })
      if (!existsSync(path)) return fail({ type: 'folder-not-writable', folder, reason: 'ENOTDIR' })
      const holder = Number(readFileSync(path, 'utf8'))
      if (isAlive(holder)) return fail({ type: 'folder-in-use', folder, holder })
      rmSync(path, { force: true })
    }
  }
  return fail({ type: 'folder-in-use', folder, holder: 0 })
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
