import type { Account, Transfer } from '#domain/ledger.ts'
import type { Cents } from '#domain/money.ts'
import type { Queries } from '../database/database.ts'

/** What made money move: an entry and the number of its outcome, or an act of the programme. */
export type Cause = { readonly id: string; readonly number: number; readonly at: number }

/** Appends the transfers of one cause. The same cause and number twice is a bug, and the key refuses it. */
export async function writeTransfers(
  queries: Queries,
  programme: number,
  cause: Cause,
  transfers: readonly Transfer[],
): Promise<void> {
  for (const [line, { debit, credit, cents }] of transfers.entries()) {
    await queries.query('INSERT INTO transfers VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      programme,
      cause.id,
      cause.number,
      line,
      debit,
      credit,
      cents,
      cause.at,
    ])
  }
}

export async function balanceOf(queries: Queries, programme: number, account: Account): Promise<Cents> {
  const [row] = await queries.query<{ cents: number }>(
    `SELECT coalesce((SELECT sum(cents) FROM transfers WHERE programme = $1 AND credit = $2), 0)
          - coalesce((SELECT sum(cents) FROM transfers WHERE programme = $1 AND debit = $2), 0) AS cents`,
    [programme, account],
  )
  return row?.cents ?? 0
}
