import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { sumCents } from '#domain/money.ts'
import { funnelSteps, managedOverview } from '#protocol/manage/overview.ts'
import type { Database } from '#server/database/database.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('the overview', () => {
  test('[G1] every total is the sum of real acts and of the ledger, in passes, units and cents', async () => {
    await lived.live()
    const overview = await lived.get('overview', managedOverview)
    const { total } = overview
    const sizes = funnelSteps.map((step) => [step, total[step].passes, total[step].units, total[step].cents])
    expect(sizes).toEqual([
      ['ordered', 150, 1500, 1_500_000],
      ['delivered', 100, 1000, 1_000_000],
      ['handedOut', 2, 20, 20_000],
      ['used', 3, 5, 5000],
      ['left', 2, 16, 16_000],
    ])
    for (const step of funnelSteps) {
      const batches = overview.batches.map(({ funnel }) => funnel[step].units)
      const orders = overview.orders.map(({ funnel }) => funnel[step].units)
      expect([step, sumCents(batches), sumCents(orders)]).toEqual([
        step,
        total[step].units,
        total[step].units,
      ])
    }
    const balances = await lived.ledger()
    for (const order of overview.orders) {
      expect(order.outstandingCents).toBe(balances.get(`outstanding/${order.order}`) ?? 0)
      expect(order.poolCents).toBe(balances.get(`pool/${order.order}`) ?? 0)
      expect(order.fundedCents).toBe(order.units * 1000)
    }
    const [first] = overview.orders
    expect([first?.coveredUnits, first?.waitingUnits]).toEqual([4, 1])
  })

  test('[G2] what was funded is where it is: pool, outstanding, owed, paid, contingency, split to the cent', async () => {
    await lived.rivals()
    const { money, honouredUnits } = await lived.get('overview', managedOverview)
    const centsOf = new Map(money.map(({ place, cents }) => [place, cents]))
    const funded = centsOf.get('funded') ?? 0
    expect(funded).toBe(1_520_000)
    expect(sumCents(money.map(({ cents }) => cents))).toBe(2 * funded)
    for (const { place, cents, shares } of money) {
      expect([place, sumCents(shares.map((share) => share.cents))]).toEqual([place, cents])
    }
    expect(honouredUnits).toBe(1)
    expect(centsOf.get('contingency')).toBe(19_000)
    expect(money.find(({ place }) => place === 'funded')?.shares).toEqual([
      { funder: 'metropole', cents: 836_000 },
      { funder: 'etat', cents: 684_000 },
    ])
  })
})
