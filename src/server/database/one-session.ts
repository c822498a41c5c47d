import type { PGlite } from '@electric-sql/pglite'
import { beginStatement, type Database } from './database.ts'
import { flushedStatus, memoryStatus } from './embedded-status.ts'
import { preparedStatements } from './prepared-statements.ts'
import type { WalFlush } from './wal-flush.ts'

/** What a database in a folder has and one in memory has not. */
export type Folder = { readonly wal: WalFlush; readonly unlock: () => void }

/**
 * PGlite as a `Database`: one session, so one transaction after the other, and none meets a conflict. What is said of a turn, good or bad, waits
 * until all that the turn could see is on the disk; the next turn does not wait for that.
 */
export function oneSession(pglite: PGlite, folder?: Folder): Database {
  const takeTurn = turns()
  const prepared = preparedStatements(pglite)

  async function answer<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      folder?.wal.check()
      return await takeTurn(work)
    } finally {
      if (folder) {
        if (folder.wal.segments() >= segmentsBetweenCheckpoints) checkpoint(folder.wal)
        await folder.wal.settled()
      }
    }
  }

  /** PostgreSQL alone in its process never makes one by itself, and its log grows for ever. */
  function checkpoint(wal: WalFlush): void {
    wal.forgetSegments()
    takeTurn(() => pglite.exec('CHECKPOINT')).catch(wal.reportFailure)
  }

  return {
    query: (sql, parameters) => answer(() => prepared.query(sql, parameters)),
    transaction: (work, options) =>
      answer(async () => {
        await prepared.query(beginStatement(options))
        try {
          const result = await work(prepared)
          await prepared.query('COMMIT')
          return result
        } catch (error) {
          await prepared.query('ROLLBACK')
          throw error
        }
      }),
    script: (sql) =>
      answer(async () => {
        await prepared.forget()
        await pglite.exec(sql)
      }),
    kind: 'pglite',
    status: async () => (folder ? flushedStatus(folder.wal) : memoryStatus),
    async close() {
      await takeTurn(() => (folder?.wal.failed() ? Promise.resolve() : pglite.close()))
      folder?.wal.close()
      folder?.unlock()
    },
  }
}

/** Of 16 MB each: what a start after a crash reads again, at most. */
const segmentsBetweenCheckpoints = 4

/** A transaction must not meet another's statements. */
function turns() {
  let last: Promise<unknown> = Promise.resolve()
  return function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
}
