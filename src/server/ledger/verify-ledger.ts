import type { Queries } from '../database/database.ts'
import { findProgramme, listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import type { Finding, Verified } from './finding.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyLists } from './verify-lists.ts'
import { verifyMoney } from './verify-money.ts'
import { verifyPasses } from './verify-passes.ts'

/**
 * Recomputes a programme from the bytes of its journal, and says where what is stored differs: columns, outcomes,
 * passes, transfers, balances, and the lists of the newest head. Empty when all is well. Writes nothing.
 */
export async function verifyLedger(
  installation: Installation,
  programme: number,
): Promise<readonly Finding[]> {
  return installation.database.transaction(
    async (queries) => {
      const record = await findProgramme(queries, programme)
      if (!record) throw new Error(`programme ${programme} is not loaded`)
      const verified: Verified = {
        installation: within(installation, queries),
        queries,
        programme: record,
        batches: await listBatches(queries, programme),
      }
      return [
        ...(await verifyEntries(verified)),
        ...(await verifyPasses(verified)),
        ...(await verifyMoney(verified)),
        ...(await verifyLists(verified)),
      ]
    },
    { snapshot: true },
  )
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
