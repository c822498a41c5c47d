import type { Database, Queries, Row } from '#server/database/database.ts'
import { publish } from '#server/publishing/publish.ts'
import { networkFaults } from '../moves/network-faults.ts'
import { serverFaults } from '../moves/server-faults.ts'
import type { Mutation } from './mutation.ts'

/** Faults of the server, each behind its way to the store. */
export const serverMutations: readonly Mutation[] = [
  {
    name: 'a server that does not know an act that comes again',
    seenBy: ['I2'],
    faults: networkFaults,
    parts: {
      database: (real) =>
        answering(real, (sql, ask) => (sql.startsWith("SELECT '' AS reason") ? Promise.resolve([]) : ask())),
    },
  },
  {
    name: 'a server that orders claims by the clocks of the devices',
    seenBy: ['I6', 'I8'],
    faults: networkFaults,
    parts: {
      database: (real) =>
        rewriting(real, (sql) => sql.replace('ORDER BY pass_order', 'ORDER BY claimed_at, entry')),
    },
  },
  {
    name: 'a server without transactions',
    seenBy: ['I2'],
    faults: [...serverFaults, ...serverFaults, ...serverFaults],
    parts: { database: (real) => ({ ...real, transaction: (work) => work(real) }) },
  },
  {
    name: 'a push that decides on what was committed before it began, without the lock of the pass',
    seenBy: ['I8', 'I9'],
    faults: networkFaults,
    parts: { database: withoutPassLock },
  },
  {
    name: 'a publisher that reads the passes before the transaction in which it takes the changes',
    seenBy: ['I8'],
    faults: networkFaults,
    parts: {
      publish: async (installation, programme, meanwhile) => {
        const { database } = installation
        const early = await database.query<Row & { batch: number }>('SELECT * FROM passes')
        await meanwhile()
        const stale = answering(database, (sql, ask, parameters) =>
          sql.startsWith('SELECT pass, state, used, cheques FROM passes')
            ? Promise.resolve(early.filter(({ batch }) => batch === parameters[1]))
            : ask(),
        )
        await publish({ ...installation, database: stale }, programme)
      },
    },
  },
]

type Answering = (
  sql: string,
  ask: () => Promise<readonly Row[]>,
  parameters: readonly unknown[],
) => Promise<readonly Row[]>

/** The store, with another answer to some questions. */
function answering(real: Database, answer: Answering): Database {
  const through = (queries: Queries): Queries => ({
    query: async <Result extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await answer(sql.trim(), () => queries.query(sql, parameters), parameters)) as readonly Result[],
  })
  return {
    ...real,
    ...through(real),
    transaction: (work, options) => real.transaction((queries) => work(through(queries)), options),
  }
}

function rewriting(real: Database, rewrite: (sql: string) => string): Database {
  const through = (queries: Queries): Queries => ({
    query: (sql, parameters) => queries.query(rewrite(sql), parameters),
  })
  return {
    ...real,
    ...through(real),
    transaction: (work, options) => real.transaction((queries) => work(through(queries)), options),
  }
}

/** Two pushes of one instant: neither sees the claims of the other. */
function withoutPassLock(real: Database): Database {
  return {
    ...real,
    transaction: (work, options) =>
      real.transaction((queries) => {
        let device: unknown
        return work({
          query: async <Result extends object>(sql: string, parameters: readonly unknown[] = []) => {
            if (sql.includes('FROM devices WHERE device = $1 FOR UPDATE')) device = parameters[0]
            const rows = await queries.query<Result>(sql, parameters)
            if (!sql.includes("conformance IS DISTINCT FROM 'not-conformant' AS effective")) return rows
            const [newest] = await queries.query<{ at: number }>('SELECT max(recorded_at) AS at FROM entries')
            const unseen = await queries.query<{ entry: string }>(
              "SELECT entry FROM entries WHERE recorded_at = $1 AND device <> $2 AND kind = 'redemption'",
              [newest?.at, device ?? ''],
            )
            const hidden = new Set(unseen.map(({ entry }) => entry))
            return rows.filter((row) => !('entry' in row && hidden.has(String(row.entry))))
          },
        })
      }, options),
  }
}
