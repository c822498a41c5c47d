import type { Account } from '#domain/ledger.ts'
import type { Cents } from '#domain/money.ts'
import type { Queries } from '../database/database.ts'

/** Every account that a transfer has touched, with the sum of its transfers. They add up to zero. */
export async function readBalances(
  queries: Queries,
  programme: number,
): Promise<ReadonlyMap<Account, Cents>> {
  const rows = await queries.query<{ account: Account; cents: Cents }>(
    `SELECT account, sum(cents)::bigint AS cents FROM (
       SELECT credit AS account, cents FROM transfers WHERE programme = $1
       UNION ALL SELECT debit, -cents FROM transfers WHERE programme = $1) AS moves
     GROUP BY account ORDER BY account`,
    [programme],
  )
  return new Map(rows.map(({ account, cents }) => [account, cents]))
}

/** The sum over the accounts of one kind: `payable` is what all venues are owed. */
export function sumOfKind(balances: ReadonlyMap<Account, Cents>, kind: string): Cents {
  let sum = 0
  for (const [account, cents] of balances) if (account.split('/')[0] === kind) sum += cents
  return sum
}
