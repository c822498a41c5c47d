import type { Queries } from '../database/database.ts'
import { findProgramme, listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import type { Finding, ReadSnapshot, Verified } from './finding.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyLists } from './verify-lists.ts'
import { verifyMoney } from './verify-money.ts'
import { verifyPasses } from './verify-passes.ts'
import { verifyStock } from './verify-stock.ts'

/**
 * Recomputes a programme from the bytes of its journal, and says where what is stored differs: columns, outcomes,
 * passes, transfers, balances, the lists of the newest head, and what is announced of each batch. Empty when all is well. Writes nothing and locks nothing,
 * so that it also runs on a standby. PostgreSQL shows it all as one snapshot; the embedded store, which has one session,
 * shows each slice as one, and answers tablets between two.
 */
export async function verifyLedger(
  installation: Installation,
  programme: number,
  sliceOf = rowsInSlice,
): Promise<readonly Finding[]> {
  const { database } = installation
  const snapshot: ReadSnapshot = async (work) =>
    database.transaction(async (queries) => work(await verifiedIn(installation, queries, programme)), {
      snapshot: true,
      readOnly: true,
    })
  if (database.kind === 'pglite') return verifyParts(snapshot, sliceOf)
  return snapshot((verified) => verifyParts(async (work) => work(verified), sliceOf))
}

const rowsInSlice = 500

async function verifyParts(snapshot: ReadSnapshot, sliceOf: number): Promise<readonly Finding[]> {
  return [
    ...(await verifyEntries(snapshot, sliceOf)),
    ...(await verifyPasses(snapshot, sliceOf)),
    ...(await snapshot(verifyMoney)),
    ...(await snapshot(verifyLists)),
    ...(await snapshot(verifyStock)),
  ]
}

async function verifiedIn(
  installation: Installation,
  queries: Queries,
  programme: number,
): Promise<Verified> {
  const record = await findProgramme(queries, programme)
  if (!record) throw new Error(`programme ${programme} is not loaded`)
  const batches = await listBatches(queries, programme)
  return { installation: within(installation, queries), queries, programme: record, batches }
}

/** The same installation, whose every question is answered inside this transaction. */
function within(installation: Installation, queries: Queries): Installation {
  const { database } = installation
  return {
    ...installation,
    database: {
      ...database,
      query: async (sql, parameters) => queries.query(sql, parameters),
      transaction: async (work) => work(queries),
    },
  }
}
