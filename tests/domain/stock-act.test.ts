import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDue, stepId, stepsOf, stockActs, type StockAct } from '#domain/stock-act.ts'
import { endsOf } from '#domain/series-name.ts'
import { foldStock, heldAt, rangesOf, type StockMovement } from '#domain/stock.ts'
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
      isMissing: fc.func(fc.boolean()),
    })
    fc.assert(
      fc.property(anyAct, ({ movement, other, ends: [one, two], isMissing }) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)]
        const absent = passesFrom(from, to).filter((pass) => isMissing(pass))
        const missing = movement === 'reception' ? endsOf(rangesOf(3, absent)) : []
        const named = { movement, other, from, to, missing }
        const { moves, held } = foldStock(batch, [announced, ...movementsOf(named, 'b')])
        const own = moves.filter(({ movement: id }) => id.startsWith('act-b'))
        for (const move of own) {
          expect(move.sender).not.toBe('printer')
          expect([move.sender, move.receiver]).toContain('structure:b')
        }
        // What it says is not in the box did not come: of the other place it is where it was.
        expect(heldAt({ held }, 'lost')).toEqual([])
      }),
    )
  })
})

describe('[Q30] what is not in the box of another place did not come', () => {
  const told: StockMovement = { ...announced, to: 19 }
  const box = { other: 'a', from: 0, to: 19, missing: [[0, 9]] } as const

  test('it stays with the sender, and is a discrepancy that names it', () => {
    const { held, discrepancies } = foldStock(batch, [told, ...movementsOf(box, 'b')])
    expect(heldAt({ held }, 'structure:a')).toEqual([{ batch: 3, from: 0, to: 9 }])
    expect(heldAt({ held }, 'structure:b')).toEqual([{ batch: 3, from: 10, to: 19 }])
    expect(discrepancies).toMatchObject([{ from: 0, to: 9, heldBy: 'structure:a', moved: false }])
  })

  test('where the sender says that it sent it, it is lost, and both words agree', () => {
    const sent = movementsOf({ movement: 'transfer', other: 'b', from: 0, to: 19 }, 'a')
    const { held, discrepancies } = foldStock(batch, [told, ...sent, ...movementsOf(box, 'b', noon + 1)])
    expect(heldAt({ held }, 'lost')).toEqual([{ batch: 3, from: 0, to: 9 }])
    expect(heldAt({ held }, 'structure:b')).toEqual([{ batch: 3, from: 10, to: 19 }])
    expect(discrepancies).toEqual([])
  })

  test('the steps of a reception name each pass of the series, whatever is missing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9)), fc.constantFrom(null, 'a'), (absent, other) => {
        const missing = endsOf(rangesOf(3, absent))
        const steps = stepsOf({ ...act, other, missing }, 'b')
        const named = steps.flatMap(({ from, to }) => passesFrom(from, to))
        expect([...new Set(named)].sort((one, two) => one - two)).toEqual(passesFrom(0, 9))
        const lost = steps.filter(({ receiver }) => receiver === 'lost')
        expect(lost.map(({ from, to }) => [from, to])).toEqual(missing)
      }),
    )
  })
})

describe('[Q32] who lost a pass finds it', () => {
  const mine: StockMovement = { ...announced, to: 19 }
  const gone = (movement: 'loss' | 'damage') => movementsOf({ movement, from: 0, to: 4 }, 'a')
  const found = (structure: string) =>
    movementsOf({ movement: 'found', from: 0, to: 4 }, structure, noon + 1).map((each) => ({
      ...each,
      id: `found-${structure}`,
    }))

  test('the place that lost it has it again, once', () => {
    const { held, discrepancies } = foldStock(batch, [mine, ...gone('loss'), ...found('a')])
    expect(heldAt({ held }, 'structure:a')).toEqual([{ batch: 3, from: 0, to: 19 }])
    expect(discrepancies).toEqual([])
  })

  test('so does the place that called it spoiled by mistake, and no other', () => {
    const spoiled = [mine, ...gone('damage')]
    const back = foldStock(batch, [...spoiled, ...found('a')])
    expect(heldAt(back, 'structure:a')).toEqual([{ batch: 3, from: 0, to: 19 }])
    expect(back.discrepancies).toEqual([])
    expect(back.moves.at(-1)).toMatchObject({ sender: 'damaged', receiver: 'structure:a' })
    const theirs = foldStock(batch, [...spoiled, ...found('b')])
    expect(heldAt(theirs, 'damaged')).toEqual([{ batch: 3, from: 0, to: 4 }])
    expect(theirs.discrepancies).toMatchObject([{ movement: 'found-b', heldBy: 'damaged', moved: false }])
  })

  test('a place that never had it does not, and is a discrepancy', () => {
    const { held, discrepancies } = foldStock(batch, [mine, ...gone('loss'), ...found('b')])
    expect(heldAt({ held }, 'structure:b')).toEqual([])
    expect(heldAt({ held }, 'lost')).toEqual([{ batch: 3, from: 0, to: 4 }])
    expect(discrepancies).toMatchObject([
      { movement: 'found-b', from: 0, to: 4, heldBy: 'lost', moved: false },
    ])
  })

  test('what it held before, and gave away, it does not find again', () => {
    const sent = movementsOf({ movement: 'transfer', other: 'b', from: 0, to: 4 }, 'a', noon - 2)
    const lost = movementsOf({ movement: 'loss', from: 0, to: 4 }, 'b', noon - 1)
    const { held, discrepancies } = foldStock(batch, [mine, ...sent, ...lost, ...found('a')])
    expect(heldAt({ held }, 'lost')).toEqual([{ batch: 3, from: 0, to: 4 }])
    expect(discrepancies).toMatchObject([{ movement: 'found-a' }])
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

function passesFrom(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}
