import { fundContingency } from '#domain/ledger.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { balanceOf, writeTransfers } from '#server/ledger/transfers.ts'
import { newUuid } from '#server/installation.ts'
import { topUpContingency } from '#server/settlement/top-up-contingency.ts'
import { programme } from '../example-programme.ts'
import type { Move } from '../move.ts'
import type { Town } from '../town.ts'

/** A contingency that holds next to nothing, as if most of it were spent: lines wait, and heads promise nothing. */
export const contingency: readonly Move[] = [
  {
    name: 'spend-contingency',
    weight: 2,
    play: async (town, pick) => {
      const { installation, database } = town.server
      const record = await findProgramme(database, programme)
      if (!record) return
      const left = pick([0, 0, 1, 2])
      const held = Math.floor((await balanceOf(database, programme, 'contingency')) / record.unitCents)
      const spent = held - left
      if (spent <= 0) return
      town.trace.note(`  ${left} units left of ${held}`)
      const cause = { id: `spent/${newUuid(installation)}`, number: 1, at: installation.now() }
      const back = fundContingency(spent, record.funders).map(({ debit, credit, cents }) => ({
        debit: credit,
        credit: debit,
        cents,
      }))
      await database.transaction(async (queries) => {
        await writeTransfers(queries, programme, cause, back)
        await queries.query(
          'UPDATE programmes SET contingency_units = contingency_units - $2 WHERE programme = $1',
          [programme, spent],
        )
      })
    },
  },
  {
    name: 'fill-contingency',
    weight: 1,
    play: (town, pick) => fillContingency(town, pick([1, 2, 20])),
  },
]

/** The manager tops it up: what waited for it is decided again. */
export async function fillContingency({ server }: Town, units: number): Promise<void> {
  const { installation, database } = server
  const record = await findProgramme(database, programme)
  if (record)
    await topUpContingency(installation, record, { units }, { device: 'manager', why: 'it ran out' })
}

export async function waitsForContingency({ server }: Town): Promise<boolean> {
  const rows = await server.database.query(
    `SELECT 1 FROM (SELECT DISTINCT ON (entry) type, reason FROM outcomes ORDER BY entry, number DESC) latest
     WHERE type = 'waiting' AND reason = 'contingency-empty' LIMIT 1`,
  )
  return rows.length > 0
}
