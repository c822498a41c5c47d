import type { Hono } from 'hono'
import type { Database, Queries } from '#server/database/database.ts'
import { createApp } from '#server/app.ts'
import type { Installation } from '#server/installation.ts'
import type { Backup } from './backup.ts'
import { answering } from './mutations/altered-store.ts'

/** A request as it travels: it may arrive twice, late, or never. */
export type SentRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer> | undefined
}

export type SimulatedServer = {
  readonly installation: Installation
  /** The store without the process in front of it. */
  readonly database: Database
  readonly app: Hono
  readonly answer: (request: SentRequest) => Promise<Response>
  /** The process ends at the so many-th question to its store from now on; another one starts at once. */
  readonly crashAfter: <Answer>(questions: number, during: () => Promise<Answer>) => Promise<Answer>
  /** The same, counted from the first transaction on that its store takes back. */
  readonly crashBehindRollback: <Answer>(questions: number, during: () => Promise<Answer>) => Promise<Answer>
  /** Faults of the server itself; those of its store are not expected. */
  readonly errors: unknown[]
  /** Ids of acts on which its store breaks, however often they come. */
  readonly breaksOn: Set<string>
  /** What an operator keeps, oldest first. */
  readonly backups: Backup[]
  /** Heads as caches may still hold them, oldest first. */
  readonly heads: Uint8Array<ArrayBuffer>[]
}

export function startSimulatedServer(
  database: Database,
  about: Omit<Installation, 'database'>,
  wrap: (database: Database) => Database,
): SimulatedServer {
  const fuse: Fuse = { left: undefined, behindRollback: undefined }
  const breaksOn = new Set<string>()
  const installation = { ...about, database: wrap(breakingOn(breaksOn, withFuse(database, fuse))) }
  const errors: unknown[] = []
  const app = createApp(installation, {
    onError: (error) => {
      if (!isCrash(error)) errors.push(error)
    },
  })
  return {
    installation,
    database,
    app,
    errors,
    breaksOn,
    backups: [],
    heads: [],
    answer: async ({ method, path, headers, body }) =>
      app.request(path, { method, headers, ...(body ? { body } : {}) }),
    crashAfter: (questions, during) => {
      fuse.left = questions
      return untilOver(fuse, during)
    },
    crashBehindRollback: (questions, during) => {
      fuse.behindRollback = questions
      return untilOver(fuse, during)
    },
  }
}

async function untilOver<Answer>(fuse: Fuse, during: () => Promise<Answer>): Promise<Answer> {
  try {
    return await during()
  } finally {
    fuse.left = fuse.behindRollback = undefined
  }
}

/** A value that the store does not take: the act is tried alone, and kept aside. */
function breakingOn(ids: ReadonlySet<string>, database: Database): Database {
  return answering(database, (sql, ask, parameters) => {
    const breaks = ids.size > 0 && sql.startsWith('INSERT INTO entries') && ids.has(String(parameters[1]))
    return breaks
      ? Promise.reject(Object.assign(new Error('a value out of range'), { code: '22003' }))
      : ask()
  })
}

/** The process is gone: what its store had not committed is rolled back. */
export function isCrash(error: unknown): boolean {
  return error instanceof Error && error.message === crashed
}

const crashed = 'the process of the server has ended'

type Fuse = { left: number | undefined; behindRollback: number | undefined }

function withFuse(database: Database, fuse: Fuse): Database {
  function burn() {
    if (fuse.left === undefined) return
    if (fuse.left <= 0) throw new Error(crashed)
    fuse.left--
  }
  const through = (queries: Queries): Queries => ({
    query: async (sql, parameters) => {
      burn()
      return queries.query(sql, parameters)
    },
  })
  return {
    ...database,
    ...through(database),
    transaction: async (work, options) => {
      try {
        return await database.transaction(async (queries) => {
          const result = await work(through(queries))
          burn()
          return result
        }, options)
      } catch (error) {
        fuse.left ??= fuse.behindRollback
        throw error
      }
    },
  }
}
