import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDue, stepId, stepsOf, stockActs, type StockAct } from '#domain/stock-act.ts'
import { foldStock, heldAt, type StockMovement } from '#domain/stock.ts'
import { aBatch, noon } from '#tests/support/builders.ts'

const batch = aBatch({ passes: 40, spares: 2 })
const act: StockAct = {
  ...{ movement: 'reception', batch: 3, from: 0, to: 9, other: null },
  ...{ counted: null, damaged: [], missing: [] },
}
const announced: StockMovement = {
  ...{ id: 'delivery/0', at: noon + 100, batch: 3, from: 0, to: 9 },
  ...{ sender: 'printer', receiver: 'structure:a', certain: false, announces: true },
}

function movementsOf(changes: Partial<StockAct>, structure = 'a', at = noon): readonly StockMovement[] {
  const id = `act-${structure}`
  return stepsOf({ ...act, ...changes }, structure).map((step, i) => {
    return { ...step, id: stepId(id, i), at, batch: 3, certain: false }
  })
}

describe('[Q7] the programme alone takes passes out of its stock', () => {
  test('a box that it did not announce stays with it, and the reception is a discrepancy', () => {
    const { held, discrepancies } = foldStock(batch, movementsOf({}))
    expect(heldAt({ held }, 'structure:a')).toEqual([])
    expect(discrepancies).toMatchObject([{ from: 0, to: 9, heldBy: 'printer', moved: false }])
  })

  test('a delivery that is written down after the box came confirms it; what was damaged or missing has left', () => {
    const received = movementsOf({ damaged: [[2, 3]], missing: [[9, 9]] })
    const { held, discrepancies } = foldStock(batch, [...received, announced])
    expect(discrepancies).toEqual([])
    expect(heldAt({ held }, 'structure:a')).toEqual([
      { batch: 3, from: 0, to: 1 },
      { batch: 3, from: 4, to: 8 },
    ])
    expect(heldAt({ held }, 'damaged')).toEqual([{ batch: 3, from: 2, to: 3 }])
    expect(heldAt({ held }, 'lost')).toEqual([{ batch: 3, from: 9, to: 9 }])
  })

  test('no act of a place, whatever it says, takes a pass from the programme or gives another place’s away', () => {
    const anyAct = fc.record({
      movement: fc.constantFrom(...stockActs),
      other: fc.constantFrom(null, 'a', 'c'),
      ends: fc.tuple(fc.nat(41), fc.nat(41)),
    })
    fc.assert(
      fc.property(anyAct, ({ movement, other, ends: [one, two] }) => {
        const named = { movement, other, from: Math.min(one, two), to: Math.max(one, two) }
        const { moves } = foldStock(batch, [announced, ...movementsOf(named, 'b')])
        const own = moves.filter(({ movement: id }) => id.startsWith('act-b'))
        for (const move of own) {
          expect(move.sender).not.toBe('printer')
          expect([move.sender, move.receiver]).toContain('structure:b')
        }
      }),
    )
  })
})

test('[Q16] a reception should count its series, less what it says is missing', () => {
  expect(countDue(act)).toBe(10)
  expect(
    countDue({
      ...act,
      damaged: [[0, 1]],
      missing: [
        [4, 5],
        [9, 9],
      ],
    }),
  ).toBe(7)
})
