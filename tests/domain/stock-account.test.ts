import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountOf } from '#domain/stock-account.ts'
import { foldStock, heldAt, passesIn, type StockMovement, type StockPlace } from '#domain/stock.ts'
import { aBatch } from '#tests/support/builders.ts'

const batch = aBatch({ passes: 20, spares: 1 })
const places = ['printer', 'lost', 'damaged', 'person', 'structure:a', 'structure:b'] as const

function moved(
  sender: StockPlace,
  receiver: StockPlace,
  [from, to]: readonly [number, number],
  at: number,
): StockMovement {
  const certain = receiver === 'person' || sender === 'person'
  return { id: `${at}/${from}`, at, batch: 3, from, to, sender, receiver, certain }
}

const anyMovements = fc.array(
  fc
    .record({
      id: fc.uuid(),
      at: fc.integer({ min: 1, max: 30 }),
      ends: fc.tuple(fc.nat(22), fc.nat(22)),
      sender: fc.constantFrom<StockPlace>(...places),
      receiver: fc.constantFrom<StockPlace>(...places),
      certain: fc.boolean(),
      announces: fc.boolean(),
    })
    .map(({ ends: [one, other], ...rest }) => ({
      ...rest,
      batch: batch.number,
      from: Math.min(one, other),
      to: Math.max(one, other),
    })),
  { maxLength: 25 },
)

test('[Q9] the account of a year says what came, what went and where to', () => {
  const { moves } = foldStock(batch, [
    moved('printer', 'structure:a', [0, 9], 5),
    moved('structure:a', 'person', [0, 0], 6),
    moved('printer', 'structure:a', [10, 14], 11),
    moved('structure:a', 'person', [1, 1], 12),
    moved('structure:a', 'person', [2, 2], 13),
    moved('person', 'structure:a', [2, 2], 14),
    moved('structure:a', 'structure:b', [3, 4], 15),
    moved('structure:a', 'printer', [14, 14], 16),
    moved('structure:a', 'lost', [5, 6], 17),
    moved('lost', 'structure:a', [6, 6], 18),
    moved('structure:a', 'damaged', [7, 7], 19),
    moved('structure:a', 'person', [8, 8], 25),
  ])
  expect(accountOf(moves, 'structure:a', { from: 10, until: 20 })).toEqual({
    ...{ opening: 9, received: 5, handedOut: 2, takenBack: 1, sent: 2 },
    ...{ returned: 1, lost: 2, damaged: 1, found: 1, closing: 8 },
  })
})

test('[Q9] whatever the movements, opening and what came less what went is closing, and the last closing is the stock', () => {
  fc.assert(
    fc.property(anyMovements, fc.nat(15), fc.nat(15), (movements, from, lasts) => {
      const { held, moves } = foldStock(batch, movements)
      for (const place of ['structure:a', 'structure:b'] as const) {
        const year = accountOf(moves, place, { from, until: from + lasts })
        expect(
          year.opening +
            year.received +
            year.takenBack +
            year.found -
            (year.handedOut + year.sent + year.returned + year.lost + year.damaged),
        ).toBe(year.closing)
        expect(year.opening).toBeGreaterThanOrEqual(0)
        expect(accountOf(moves, place, { from: from + lasts, until: Infinity }).opening).toBe(year.closing)
        const all = accountOf(moves, place, { from: 0, until: Infinity })
        expect(all.closing).toBe(passesIn(heldAt({ held }, place)))
      }
    }),
  )
})
