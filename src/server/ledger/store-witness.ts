import type { Database, Queries } from '../database/database.ts'

/** A database that remembers which failures were its own. */
export type StoreWitness = { readonly database: Database; readonly isOfStore: (error: unknown) => boolean }

/**
 * Tells the store's failures (a connection that ended, a full disk, a statement that it refused) from those of what was
 * done with its answers: these come again whenever the same work is done.
 */
export function witnessStore(database: Database): StoreWitness {
  const failures = new WeakSet<object>()

  function note(error: unknown): never {
    if (typeof error === 'object' && error !== null) failures.add(error)
    throw error
  }

  function watch(queries: Queries): Queries {
    return { query: (sql, parameters) => queries.query<never>(sql, parameters).catch(note) }
  }

  return {
    database: {
      ...database,
      ...watch(database),
      async transaction(work, options) {
        const ofWork = new WeakSet<object>()
        const noteWork = (error: unknown): never => {
          if (typeof error === 'object' && error !== null) ofWork.add(error)
          throw error
        }
        const watched = (queries: Queries) => work(watch(queries)).catch(noteWork)
        return database.transaction(watched, options).catch((error: unknown) => {
          const isOfWork = typeof error === 'object' && error !== null && ofWork.has(error)
          if (isOfWork) throw error
          return note(error)
        })
      },
    },
    isOfStore: (error) => typeof error === 'object' && error !== null && failures.has(error),
  }
}
