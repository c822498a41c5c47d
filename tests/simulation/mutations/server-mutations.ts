import type { Database, Row } from '#server/database/database.ts'
import { publish } from '#server/publishing/publish.ts'
import { exampleProgramme } from '../example-programme.ts'
import { clockFaults } from '../moves/clock-faults.ts'
import { halfRecorded } from '../moves/half-recorded.ts'
import { lateAndForgetting } from '../moves/late-and-forgotten.ts'
import { lostHeads } from '../moves/lost-heads.ts'
import { networkFaults } from '../moves/network-faults.ts'
import { restoreFaults } from '../moves/restore-faults.ts'
import { serverFaults } from '../moves/server-faults.ts'
import { shownTwice } from '../moves/shown-twice.ts'
import { stockMoves } from '../moves/stock-moves.ts'
import { answering, countingOn } from './altered-store.ts'
import type { Mutation } from './mutation.ts'

/** Faults of the server, each behind its way to the store. */
export const serverMutations: readonly Mutation[] = [
  {
    name: 'a server that does not know an act that comes again',
    seenBy: ['I2'],
    seed: 3,
    faults: networkFaults,
    parts: {
      database: (real) =>
        answering(real, (sql, ask) =>
          sql.startsWith('SELECT held AS reason, late FROM entries') ? Promise.resolve([]) : ask(),
        ),
    },
  },
  {
    name: 'a server that orders claims by the clocks of the devices',
    seenBy: ['I6'],
    seed: 2,
    faults: [...networkFaults, ...clockFaults, ...shownTwice],
    parts: { database: firstByOwnClock },
  },
  {
    name: 'a server without transactions',
    seenBy: ['I2', 'I8'],
    seed: 1,
    faults: [...serverFaults, ...serverFaults, ...serverFaults],
    parts: { database: (real) => ({ ...real, transaction: (work) => work(real) }) },
  },
  {
    name: 'a server that records one by one without transactions',
    seenBy: ['I2', 'I8', 'I10'],
    seed: 15,
    faults: [...halfRecorded, ...halfRecorded],
    parts: { database: withoutTransactionsOneByOne },
  },
  {
    name: 'a push that decides on what was committed before it began, without the lock of the pass',
    seenBy: ['I8', 'I9'],
    seed: 1,
    faults: networkFaults,
    parts: { database: withoutPassLock },
  },
  {
    name: 'a publisher that reads the passes before the transaction in which it takes the changes',
    seenBy: ['I8'],
    seed: 2,
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
  {
    name: 'a server that gives the number of a lost head out again',
    seenBy: ['I5'],
    seed: 41,
    faults: [...restoreFaults, ...restoreFaults, ...lostHeads],
    parts: { database: countingOn },
  },
  {
    name: 'a server that moves passes which their sender does not hold',
    seenBy: ['K300'],
    seed: 2,
    faults: [...stockMoves, ...stockMoves],
    parts: { database: movingWhatIsNotHeld },
  },
  {
    name: 'a server that lets a tablet forget what came behind the end of its chain',
    seenBy: ['Q60'],
    seed: 88,
    faults: lateAndForgetting,
    parts: { database: lettingForgetWhatCameBehind },
  },
]

export function lettingForgetWhatCameBehind(real: Database): Database {
  return answering(real, (sql, ask) =>
    sql.startsWith('UPDATE devices SET backed_up_through = least(') ? Promise.resolve([]) : ask(),
  )
}

/** A transaction that its store takes back is the last one. */
function withoutTransactionsOneByOne(real: Database): Database {
  let broke = false
  return {
    ...real,
    transaction: async (work, options) => {
      if (broke) return work(real)
      try {
        return await real.transaction(work, options)
      } catch (error) {
        broke = true
        throw error
      }
    },
  }
}

/** Whoever is said to send a pass is taken for the one who holds it. */
function movingWhatIsNotHeld(real: Database): Database {
  return answering(real, async (sql, ask) => {
    const rows = await ask()
    if (!sql.startsWith('SELECT entry, step, batch, from_pass AS from')) return rows
    const places = new Map<number, unknown>()
    return rows
      .toSorted((one, other) => Number(one['at']) - Number(other['at']))
      .flatMap((row) => {
        const [from, to] = [Number(row['from']), Number(row['to'])]
        return Array.from({ length: to - from + 1 }, (_, step) => {
          const sender = places.get(from + step) ?? 'structure:desk'
          places.set(from + step, row['receiver'])
          return { ...row, from: from + step, to: from + step, sender }
        })
      })
  })
}

/** Who was first by the own clocks of the devices has the units of a pass, whoever was told that they are covered. */
function firstByOwnClock(real: Database): Database {
  return answering(real, async (sql, ask) => {
    const rows = await ask()
    if (!sql.includes(actsOfFamily)) return rows
    const undone = new Set(rows.map(({ target }) => target))
    const left = new Map(exampleProgramme().batches.map(({ number, units }) => [number, units]))
    return rows
      .toSorted((one, other) => Number(one['claimed_at']) - Number(other['claimed_at']))
      .map((row) => {
        const [batch, units] = [Number(row['batch']), Number(row['units'])]
        if (row['kind'] !== 'redemption' || undone.has(String(row['entry']))) return row
        const free = left.get(batch) ?? 0
        if (units > free) return { ...row, held_units: 0 }
        left.set(batch, free - units)
        return row
      })
  })
}

/** How the question begins or ends in which the server asks for all that is known of a pass. */
const actsOfFamily = 'ORDER BY e.pass_order, e.batch, e.pass'

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
            if (!sql.includes(actsOfFamily)) return rows
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
