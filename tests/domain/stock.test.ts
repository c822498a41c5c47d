import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printedPasses } from '#domain/batch.ts'
import {
  compareCount,
  foldStock,
  heldAt,
  passesIn,
  rangesOf,
  type Stock,
  type StockMovement,
  type StockPlace,
} from '#domain/stock.ts'
import { aBatch, noon } from '#tests/support/builders.ts'

const batch = aBatch({ passes: 40, spares: 2 })
const places = ['printer', 'lost', 'damaged', 'structure:a', 'structure:b', 'structure:c'] as const

let made = 0
function moved(
  sender: StockPlace,
  receiver: StockPlace,
  [from, to]: readonly [number, number],
  changes: Partial<StockMovement> = {},
): StockMovement {
  const id = `movement-${String(++made).padStart(4, '0')}`
  return { id, at: noon + made, batch: batch.number, from, to, sender, receiver, certain: false, ...changes }
}

const anyMovement = fc
  .record({
    id: fc.uuid(),
    at: fc.integer({ min: noon, max: noon + 5 }),
    ends: fc.tuple(fc.nat(45), fc.nat(45)),
    sender: fc.constantFrom<StockPlace>(...places, 'person'),
    receiver: fc.constantFrom<StockPlace>(...places, 'person'),
    certain: fc.boolean(),
  })
  .map(({ ends: [one, other], ...rest }) => ({
    ...rest,
    batch: batch.number,
    from: Math.min(one, other),
    to: Math.max(one, other),
  }))
const anyMovements = fc.uniqueArray(anyMovement, { selector: ({ id }) => id, maxLength: 30 })

describe('[Q1] each pass of a batch is in one place', () => {
  test('at the printer before any movement', () => {
    expect(foldStock(batch, [])).toEqual({
      held: [{ batch: 3, from: 0, to: 41, place: 'printer' }],
      discrepancies: [],
      moves: [],
    })
  })

  test('whatever the movements: no pass is in two places, and the ranges add up to the batch', () => {
    fc.assert(
      fc.property(anyMovements, (movements) => {
        const { held } = foldStock(batch, movements)
        expect(held.flatMap(({ from, to }) => passes(from, to))).toEqual(passes(0, printedPasses(batch) - 1))
        const everywhere = [...places, 'person' as const].map((place) => passesIn(heldAt({ held }, place)))
        expect(everywhere.reduce((sum, count) => sum + count, 0)).toBe(printedPasses(batch))
      }),
    )
  })

  test('neighbours in one place are one range', () => {
    const { held } = foldStock(batch, [
      moved('printer', 'structure:a', [0, 9]),
      moved('printer', 'structure:a', [10, 19]),
    ])
    expect(heldAt({ held }, 'structure:a')).toEqual([{ batch: 3, from: 0, to: 19 }])
  })
})

test('[Q2] the order in which movements arrive says nothing: their time counts, then their id', () => {
  fc.assert(
    fc.property(
      anyMovements.chain((movements) =>
        fc.tuple(
          fc.constant(movements),
          fc.shuffledSubarray(movements, { minLength: movements.length, maxLength: movements.length }),
        ),
      ),
      ([sent, arrived]) => {
        expect(foldStock(batch, arrived)).toEqual(foldStock(batch, sent))
      },
    ),
  )
})

describe('[Q3] what the sender does not hold does not move', () => {
  test('the part that it holds does, and the rest is a discrepancy that names its holder', () => {
    const movements = [
      moved('printer', 'structure:a', [0, 9]),
      moved('printer', 'structure:b', [10, 14]),
      moved('structure:a', 'structure:c', [5, 19]),
    ]
    const { held, discrepancies } = foldStock(batch, movements)
    expect(heldAt({ held }, 'structure:c')).toEqual([{ batch: 3, from: 5, to: 9 }])
    expect(heldAt({ held }, 'structure:b')).toEqual([{ batch: 3, from: 10, to: 14 }])
    const movement = movements[2]?.id
    expect(discrepancies).toEqual([
      { batch: 3, from: 10, to: 14, movement, heldBy: 'structure:b', moved: false },
      { batch: 3, from: 15, to: 19, movement, heldBy: 'printer', moved: false },
    ])
  })

  test('passes that the batch never had are a discrepancy of no place', () => {
    const { held, discrepancies } = foldStock(batch, [moved('printer', 'structure:a', [40, 50])])
    expect(heldAt({ held }, 'structure:a')).toEqual([{ batch: 3, from: 40, to: 41 }])
    expect(discrepancies).toMatchObject([{ from: 42, to: 50, heldBy: undefined, moved: false }])
  })

  test('a movement is what moved without a word and its discrepancies, each pass once', () => {
    const toC = moved('printer', 'structure:c', [0, 0], { at: noon })
    const lostByC = moved('structure:c', 'lost', [0, 0], { at: noon + 1 })
    const lostAgain = moved('lost', 'lost', [0, 0])
    fc.assert(
      fc.property(anyMovements, anyMovement, (before, last) => {
        const movement = { ...last, at: noon + 10 }
        const { discrepancies } = foldStock(batch, [...before, movement])
        const own = discrepancies.filter((discrepancy) => discrepancy.movement === movement.id)
        const stock = foldStock(batch, before)
        const isFound = movement.sender === 'lost' && !movement.certain
        const stays = movement.receiver === movement.sender && !isFound
        // What the receiver has was said by both, unless it is in the hand of a person.
        const agreed = movement.certain || stays ? [] : [movement.receiver]
        const isSent = (pass: number) => !isFound || goneFrom(stock, pass) === movement.receiver
        const namedOf = (place: StockPlace) =>
          heldAt(stock, place)
            .flatMap(({ from, to }) => passes(from, to))
            .filter((pass) => movement.from <= pass && pass <= movement.to)
        const senders: readonly StockPlace[] = isFound ? ['lost', 'damaged'] : [movement.sender]
        const sent = senders.flatMap(namedOf).filter(isSent)
        const asHeld = new Set([...sent, ...agreed.flatMap(namedOf)])
        const named = [...asHeld, ...own.flatMap(({ from, to }) => passes(from, to))]
        expect(named.sort((one, other) => one - other)).toEqual(passes(movement.from, movement.to))
      }),
      // Found by nobody: what is lost stays so, and nothing is said of it.
      { examples: [[[toC, lostByC], lostAgain]] },
    )
  })
})

describe('[Q4] a pass in the hand of a person is there, whoever should have held it', () => {
  const handover = (pass: number, sender: StockPlace, at?: number) =>
    moved(sender, 'person', [pass, pass], { certain: true, ...(at !== undefined && { at }) })

  test('a handover of another place’s pass counts, and is a discrepancy', () => {
    const given = handover(3, 'structure:b')
    const { held, discrepancies } = foldStock(batch, [
      moved('printer', 'structure:a', [0, 9], { at: 0 }),
      given,
    ])
    expect(heldAt({ held }, 'person')).toEqual([{ batch: 3, from: 3, to: 3 }])
    expect(discrepancies).toEqual([
      { batch: 3, from: 3, to: 3, movement: given.id, heldBy: 'structure:a', moved: true },
    ])
  })

  test('an undo gives it back to the place, and a transfer of what was handed out is a discrepancy', () => {
    const box = moved('printer', 'structure:a', [0, 9], { at: 0 })
    const given = handover(3, 'structure:a', 1)
    const whole = moved('structure:a', 'structure:b', [0, 9], { at: 2 })
    expect(heldAt(foldStock(batch, [box, given, whole]), 'structure:b')).toEqual([
      { batch: 3, from: 0, to: 2 },
      { batch: 3, from: 4, to: 9 },
    ])
    const undone = moved('person', 'structure:a', [3, 3], { certain: true, at: 3 })
    expect(heldAt(foldStock(batch, [box, given, undone]), 'structure:a')).toEqual([
      { batch: 3, from: 0, to: 9 },
    ])
  })
})

describe('[Q6] what both sides say is one movement', () => {
  test('the second word moves nothing and is no discrepancy, whichever side says it', () => {
    const box = moved('printer', 'structure:a', [0, 9], { at: 0 })
    const sent = moved('structure:a', 'structure:b', [0, 4], { at: 1 })
    const received = moved('structure:a', 'structure:b', [0, 4], { at: 2 })
    const { held, discrepancies, moves } = foldStock(batch, [received, sent, box])
    expect(passesIn(heldAt({ held }, 'structure:b'))).toBe(5)
    expect(discrepancies).toEqual([])
    expect(moves.map(({ movement }) => movement)).toEqual([box.id, sent.id])
  })

  test('the same pass given to two persons stays a discrepancy', () => {
    const given = (sender: StockPlace) => moved(sender, 'person', [3, 3], { certain: true })
    expect(foldStock(batch, [given('structure:a'), given('structure:b')]).discrepancies).toHaveLength(2)
  })
})

describe('[Q5] a count is compared with what the place should hold', () => {
  test('missing and unexpected passes, as ranges; a cover scanned twice counts once', () => {
    const due = [
      { batch: 3, from: 0, to: 4 },
      { batch: 3, from: 8, to: 9 },
    ]
    expect(compareCount(3, due, [0, 1, 1, 4, 9, 20, 21])).toEqual({
      missing: [
        { batch: 3, from: 2, to: 3 },
        { batch: 3, from: 8, to: 8 },
      ],
      unexpected: [{ batch: 3, from: 20, to: 21 }],
    })
  })

  test('counted is due, less missing, with unexpected', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), fc.uniqueArray(fc.nat(60)), (held, counted) => {
        const due = rangesOf(3, held)
        const { missing, unexpected } = compareCount(3, due, counted)
        expect(passesIn(due) - passesIn(missing) + passesIn(unexpected)).toBe(counted.length)
      }),
    )
  })
})

/** Who had a pass that is lost or spoiled. */
function goneFrom({ moves }: Stock, pass: number): StockPlace | undefined {
  const isGone = (place: StockPlace) => place === 'lost' || place === 'damaged'
  return moves.findLast(({ from, to, receiver }) => isGone(receiver) && from <= pass && pass <= to)?.sender
}

function passes(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)
}
