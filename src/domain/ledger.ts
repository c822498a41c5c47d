import type { Cents } from './money.ts'
import type { Outcome } from './outcome.ts'
import type { Funder } from './programme.ts'

/** An account of the double-entry ledger. A balance is the sum of its transfers, never an edited field. */
export type Account =
  | `funder/${string}`
  | `pool/${string}`
  | `outstanding/${string}`
  | 'contingency'
  | `payable/${string}`
  | `paid/${string}`
  | `expired/${string}`
  | `give-back/${string}`

/** One debit, one credit, one amount: the only way money moves. Cents are above zero. */
export type Transfer = { readonly debit: Account; readonly credit: Account; readonly cents: Cents }

type Pay = Pick<Outcome, 'coveredUnits' | 'honouredUnits'>

/** Funders pay their exact shares of an order's value into its pool. */
export function fundOrder(order: string, units: number, funders: readonly Funder[]): readonly Transfer[] {
  return funders
    .map((funder) => move(`funder/${funder.id}`, `pool/${order}`, units * funder.centsPerUnit))
    .filter((transfer) => transfer.cents > 0)
}

/** Funders pay their exact shares of the contingency, counted in units. */
export function fundContingency(units: number, funders: readonly Funder[]): readonly Transfer[] {
  return funders
    .map((funder) => move(`funder/${funder.id}`, 'contingency', units * funder.centsPerUnit))
    .filter((transfer) => transfer.cents > 0)
}

/** The value of a batch's passes leaves the pool: from now on it is owed to whoever accepts them. */
export function openBatch(order: string, units: number, unitCents: Cents): readonly Transfer[] {
  return [move(`pool/${order}`, `outstanding/${order}`, units * unitCents)]
}

/** What an outcome owes a venue. Disputed, held, waiting and voided owe nothing. */
export function transfersOfOutcome(
  line: { readonly order: string; readonly venue: string; readonly unitCents: Cents },
  outcome: Pay,
): readonly Transfer[] {
  const venue: Account = `payable/${line.venue}`
  const transfers: Transfer[] = []
  if (outcome.coveredUnits > 0) {
    transfers.push(move(`outstanding/${line.order}`, venue, outcome.coveredUnits * line.unitCents))
  }
  if (outcome.honouredUnits > 0) {
    transfers.push(move('contingency', venue, outcome.honouredUnits * line.unitCents))
  }
  return transfers
}

/** When an outcome changes, what it wrote is undone by its exact opposite; nothing is ever edited. */
export function reverseOf(transfers: readonly Transfer[]): readonly Transfer[] {
  return transfers.map((transfer) => ({
    debit: transfer.credit,
    credit: transfer.debit,
    cents: transfer.cents,
  }))
}

/**
 * What one outcome after another moves: the former's exact opposite and its own, and nothing where both pay the same and
 * only what is said of them differs.
 */
export function transfersOfChange(
  line: Parameters<typeof transfersOfOutcome>[0],
  former: Pay | undefined,
  outcome: Pay,
): readonly Transfer[] {
  if (!former) return transfersOfOutcome(line, outcome)
  if (isSamePay(former, outcome)) return []
  return [...reverseOf(transfersOfOutcome(line, former)), ...transfersOfOutcome(line, outcome)]
}

export function isSamePay(one: Pay, other: Pay): boolean {
  return one.coveredUnits === other.coveredUnits && one.honouredUnits === other.honouredUnits
}

/** Debits lower an account, credits raise it; every transfer does both, so all balances add up to zero. */
export function balancesOf(transfers: Iterable<Transfer>): ReadonlyMap<Account, Cents> {
  const balances = new Map<Account, Cents>()
  for (const { debit, credit, cents } of transfers) {
    balances.set(debit, (balances.get(debit) ?? 0) - cents)
    balances.set(credit, (balances.get(credit) ?? 0) + cents)
  }
  return balances
}

/** Who pays an amount made of whole units. Exact: shares are whole cents of each unit. */
export function sharesOf(
  units: number,
  funders: readonly Funder[],
): readonly { funder: string; cents: Cents }[] {
  return funders.map((funder) => ({ funder: funder.id, cents: units * funder.centsPerUnit }))
}

function move(debit: Account, credit: Account, cents: Cents): Transfer {
  return { debit, credit, cents }
}
