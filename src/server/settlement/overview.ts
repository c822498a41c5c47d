import { sharesOf } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import { moneyPlaces, type ManagedOverview, type MoneyPlace } from '#protocol/manage/overview.ts'
import type { Database, Queries } from '../database/database.ts'
import { listBatches } from '../directory/programmes.ts'
import { countFunnels, sumFunnels } from '../passes/count-funnel.ts'
import { readContingency } from '../publishing/published-programme.ts'
import { readBalances, sumOfKind } from './account-balances.ts'

/**
 * Where the passes are and where the money is, read in one snapshot: passes from deliveries and acts, euros from the
 * ledger. A training batch is worth nothing and is left out.
 */
export async function readOverview(database: Database, programme: Programme): Promise<ManagedOverview> {
  return database.transaction((queries) => overviewIn(queries, programme), { snapshot: true })
}

async function overviewIn(queries: Queries, programme: Programme): Promise<ManagedOverview> {
  const { number, unitCents, funders } = programme
  const batches = (await listBatches(queries, number)).filter(({ training }) => !training)
  const funnels = await countFunnels(queries, number, unitCents, batches)
  const balances = await readBalances(queries, number)
  const opened = await openedCents(queries, number)
  const orders = [...new Set(batches.map(({ order }) => order))].map((order) => {
    const own = batches.filter((batch) => batch.order === order)
    const funnel = sumFunnels(own.flatMap((batch) => funnels.get(batch.number) ?? []))
    const outstandingCents = balances.get(`outstanding/${order}`) ?? 0
    const poolCents = balances.get(`pool/${order}`) ?? 0
    const coveredUnits = ((opened.get(order) ?? 0) - outstandingCents) / unitCents
    return {
      ...{ order, funnel, outstandingCents, poolCents, coveredUnits },
      units: funnel.ordered.units,
      fundedCents: (opened.get(order) ?? 0) + poolCents,
      waitingUnits: Math.max(0, funnel.used.units - coveredUnits),
    }
  })
  const money = moneyPlaces.map((place) => {
    const cents = place === 'funded' ? -sumOfKind(balances, 'funder') : sumOfKind(balances, place)
    return { place, cents, shares: sharesIn(place, cents, programme, balances) }
  })
  const fundedContingency = await contingencyFunding(queries, number)
  return {
    total: sumFunnels(funnels.values()),
    orders,
    batches: batches.flatMap(({ number: batch, order }) => {
      const funnel = funnels.get(batch)
      return funnel ? [{ batch, order, funnel }] : []
    }),
    money,
    contingency: await readContingency(queries, programme),
    honouredUnits: (fundedContingency - sumOfKind(balances, 'contingency')) / unitCents,
  }

  function sharesIn(
    place: MoneyPlace,
    cents: number,
    { unitCents: each }: Programme,
    of: Awaited<ReturnType<typeof readBalances>>,
  ) {
    if (place !== 'funded') return [...sharesOf(cents / each, funders)]
    return funders.map(({ id }) => ({ funder: id, cents: -(of.get(`funder/${id}`) ?? 0) }))
  }
}

/** What has left the pool of each order: the value of its opened batches. */
async function openedCents(queries: Queries, programme: number): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.query<{ order_id: string; cents: number }>(
    `SELECT substr(debit, 6) AS order_id, sum(cents)::bigint AS cents FROM transfers
     WHERE programme = $1 AND debit LIKE 'pool/%' GROUP BY debit`,
    [programme],
  )
  return new Map(rows.map(({ order_id: order, cents }) => [order, cents]))
}

async function contingencyFunding(queries: Queries, programme: number): Promise<number> {
  const [row] = await queries.query<{ cents: number }>(
    `SELECT coalesce(sum(cents), 0)::bigint AS cents FROM transfers
     WHERE programme = $1 AND credit = 'contingency' AND debit LIKE 'funder/%'`,
    [programme],
  )
  return row?.cents ?? 0
}
