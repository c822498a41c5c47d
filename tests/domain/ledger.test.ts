import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  balancesOf,
  fundContingency,
  fundOrder,
  openBatch,
  reverseOf,
  sharesOf,
  transfersOfChange,
  transfersOfOutcome,
  type Account,
  type Transfer,
} from '#domain/ledger.ts'
import { isCents, sumCents } from '#domain/money.ts'
import { outcomeTypes } from '#domain/outcome.ts'
import type { Funder } from '#domain/programme.ts'

const line = { order: 'order-1', venue: 'venue-1', unitCents: 1000 }

const funders = fc
  .array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 5 })
  .map((shares) => shares.map((centsPerUnit, i): Funder => ({ id: `f${i}`, name: `F${i}`, centsPerUnit })))

const outcomes = fc.record({ coveredUnits: fc.nat({ max: 5 }), honouredUnits: fc.nat({ max: 5 }) })

const accounts = fc.constantFrom<Account>(
  'funder/a',
  'pool/o',
  'outstanding/o',
  'contingency',
  'payable/v',
  'paid/v',
)
const transfers = fc.array(
  fc.record({ debit: accounts, credit: accounts, cents: fc.integer({ min: 1, max: 1_000_000 }) }),
)

test('[M1] whatever moves, the balances of all accounts add up to zero', () => {
  fc.assert(
    fc.property(transfers, (moved) => {
      expect(sumCents(balancesOf(moved).values())).toBe(0)
    }),
  )
})

test('[M1] a debit lowers an account and a credit raises it', () => {
  const moved: Transfer[] = [{ debit: 'pool/o', credit: 'outstanding/o', cents: 300 }]
  expect(balancesOf(moved)).toEqual(
    new Map([
      ['pool/o', -300],
      ['outstanding/o', 300],
    ]),
  )
})

test('[M2] a changed outcome is undone by its exact opposite: only the new one remains', () => {
  fc.assert(
    fc.property(outcomes, outcomes, (before, after) => {
      const old = transfersOfOutcome(line, before)
      const next = transfersOfOutcome(line, after)
      const all = nonZero(balancesOf([...old, ...reverseOf(old), ...next]))
      expect(all).toEqual(nonZero(balancesOf(next)))
    }),
  )
})

test('[M2] [K393] from one outcome to the next only the new one remains, and what pays the same moves nothing', () => {
  fc.assert(
    fc.property(outcomes, outcomes, (before, after) => {
      const old = transfersOfOutcome(line, before)
      const all = nonZero(balancesOf([...old, ...transfersOfChange(line, before, after)]))
      expect(all).toEqual(nonZero(balancesOf(transfersOfOutcome(line, after))))
      expect(transfersOfChange(line, before, { ...before })).toEqual([])
      expect(transfersOfChange(line, undefined, after)).toEqual(transfersOfOutcome(line, after))
    }),
  )
})

test('[M2] an opposite of an opposite is the transfer itself', () => {
  fc.assert(
    fc.property(transfers, (moved) => {
      expect(reverseOf(reverseOf(moved))).toEqual(moved)
      for (const balance of balancesOf([...moved, ...reverseOf(moved)]).values()) expect(balance).toBe(0)
    }),
  )
})

test('[M3] shares are whole cents and add up exactly, whatever the units', () => {
  fc.assert(
    fc.property(funders, fc.nat({ max: 1_000_000 }), (all, units) => {
      const unitCents = sumCents(all.map(({ centsPerUnit }) => centsPerUnit))
      const shares = sharesOf(units, all).map(({ cents }) => cents)
      expect(shares.every(isCents)).toBe(true)
      expect(sumCents(shares)).toBe(units * unitCents)
      for (const moved of [fundOrder('o', units, all), fundContingency(units, all)]) {
        expect(sumCents(moved.map(({ cents }) => cents))).toBe(units * unitCents)
      }
    }),
  )
})

test('[M3] what several lines cost each funder is what their sum costs', () => {
  fc.assert(
    fc.property(funders, fc.array(fc.nat({ max: 200 })), (all, lines) => {
      const whole = sharesOf(sumCents(lines), all)
      all.forEach((funder, i) => {
        expect(sumCents(lines.map((units) => sharesOf(units, [funder])[0]?.cents ?? 0))).toBe(whole[i]?.cents)
      })
    }),
  )
})

test('[M4] covered is paid from the order, honoured by the contingency, the rest moves nothing', () => {
  expect(transfersOfOutcome(line, { coveredUnits: 2, honouredUnits: 1 })).toEqual([
    { debit: 'outstanding/order-1', credit: 'payable/venue-1', cents: 2000 },
    { debit: 'contingency', credit: 'payable/venue-1', cents: 1000 },
  ])
  expect(transfersOfOutcome(line, { coveredUnits: 0, honouredUnits: 0 })).toEqual([])
  expect(outcomeTypes).toContain('held')
})

test('[M5] every transfer moves whole cents above zero, a funder without a share moves none', () => {
  fc.assert(
    fc.property(funders, fc.nat({ max: 100 }), outcomes, (all, units, outcome) => {
      const moved = [
        ...fundOrder('o', units, all),
        ...fundContingency(units, all),
        ...transfersOfOutcome(line, outcome),
      ]
      for (const { cents } of moved) expect(Number.isSafeInteger(cents) && cents > 0).toBe(true)
    }),
  )
})

test('[M6] an order funded, opened and redeemed whole leaves nothing in its pool nor outstanding', () => {
  fc.assert(
    fc.property(funders, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }), (all, acts) => {
      const units = sumCents(acts)
      const unitCents = sumCents(all.map(({ centsPerUnit }) => centsPerUnit))
      fc.pre(unitCents > 0)
      const balances = balancesOf([
        ...fundOrder('o', units, all),
        ...openBatch('o', units, unitCents),
        ...acts.flatMap((coveredUnits) =>
          transfersOfOutcome({ order: 'o', venue: 'v', unitCents }, { coveredUnits, honouredUnits: 0 }),
        ),
      ])
      expect([balances.get('pool/o'), balances.get('outstanding/o')]).toEqual([0, 0])
      expect(balances.get('payable/v')).toBe(units * unitCents)
      all.forEach(({ id, centsPerUnit }) =>
        expect(balances.get(`funder/${id}`) ?? 0).toBe(0 - units * centsPerUnit),
      )
    }),
  )
})

test('[M7] an amount is a whole number of cents that a double holds exactly', () => {
  expect([0, -5, 1000].every(isCents)).toBe(true)
  expect([0.5, Number.NaN, Infinity, 2 ** 53, '10', null, undefined].some(isCents)).toBe(false)
})

function nonZero(balances: ReadonlyMap<Account, number>) {
  return new Map([...balances].filter(([, cents]) => cents !== 0).sort())
}
