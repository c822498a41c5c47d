import type { Account } from '#domain/ledger.ts'
import type { Cents } from '#domain/money.ts'
import { readBalances } from '../settlement/account-balances.ts'
import { compare, type Finding, type Verified } from './finding.ts'

/**
 * What each account holds is what acts and batches say that it must: an order's pool the value of what is not opened,
 * its outstanding the value of what is not covered, a venue's payable the sum of its lines, and none below zero.
 */
export async function verifyMoney(verified: Verified): Promise<readonly Finding[]> {
  const balances = await readBalances(verified.queries, verified.programme.number)
  const expected = await expectedBalances(verified)
  const accounts = new Set<Account>([...balances.keys(), ...expected.keys()])
  return [...accounts].sort().flatMap((account) => {
    const found = balances.get(account) ?? 0
    const wanted = isComputed(account) ? (expected.get(account) ?? 0) : found
    return [
      ...compare('balance-differs', `account/${account}`, wanted, found),
      ...(account.startsWith('funder/')
        ? []
        : compare('balance-below-zero', `account/${account}`, Math.max(0, found), found)),
    ]
  })
}

/** The others (paid, expired, given back) are filled by acts of a person. */
function isComputed(account: Account): boolean {
  return /^(pool|outstanding|payable)\//.test(account) || account === 'contingency'
}

async function expectedBalances({ queries, programme }: Verified): Promise<ReadonlyMap<Account, Cents>> {
  const rows = await queries.query<{ account: Account; cents: Cents }>(expectedSql, [
    programme.number,
    programme.unitCents,
  ])
  return new Map(rows.map(({ account, cents }) => [account, cents]))
}

/** From batches and the latest outcomes; transfers are read only where an act of a person moved money on. */
const expectedSql = `
  WITH opened AS (
    SELECT order_id, sum(units::bigint * passes) FILTER (WHERE opened_at IS NOT NULL) AS opened,
      sum(units::bigint * passes) AS ordered
    FROM batches WHERE programme = $1 GROUP BY order_id),
  lines AS (
    SELECT e.structure, b.order_id, o.covered_units AS covered, o.honoured_units AS honoured
    FROM entries e
    JOIN batches b ON b.programme = e.programme AND b.batch = e.batch
    JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                  ORDER BY number DESC LIMIT 1) o ON true
    WHERE e.programme = $1 AND e.kind = 'redemption'),
  expected AS (
    SELECT 'pool/' || order_id AS account, (ordered - coalesce(opened, 0)) * $2::bigint AS cents FROM opened
    UNION ALL SELECT 'outstanding/' || order_id, coalesce(opened, 0) * $2::bigint FROM opened
    UNION ALL SELECT 'outstanding/' || order_id, -sum(covered) * $2::bigint FROM lines GROUP BY order_id
    UNION ALL SELECT 'payable/' || structure, sum(covered + honoured) * $2::bigint FROM lines GROUP BY structure
    UNION ALL SELECT 'contingency', contingency_units * $2::bigint FROM programmes WHERE programme = $1
    UNION ALL SELECT 'contingency', -sum(honoured) * $2::bigint FROM lines HAVING count(*) > 0
    UNION ALL SELECT debit, -cents FROM transfers WHERE programme = $1
      AND credit ~ '^(paid|expired|give-back)/'
    UNION ALL SELECT credit, cents FROM transfers WHERE programme = $1
      AND debit ~ '^(paid|expired|give-back)/')
  SELECT account, sum(cents)::bigint AS cents FROM expected GROUP BY account`
