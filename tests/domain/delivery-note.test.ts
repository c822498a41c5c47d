import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  deliveryActs,
  isDelivery,
  isSignature,
  mostPoints,
  pad,
  withPoint,
  type Stroke,
} from '#domain/delivery-note.ts'
import { stockActs } from '#domain/stock-act.ts'

const nowhere: readonly Stroke[] = [[]]

test('[Q22] a drawing stays on its pad, in whole numbers, with no two neighbours closer than the eye sees, whatever the hand does', () => {
  const anywhere = fc.double({ min: -1000, max: 2000, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(anywhere, anywhere), { maxLength: 200 }), (points) => {
      const [stroke = []] = points.reduce((drawn, [x, y]) => withPoint(drawn, x, y), nowhere)
      for (let at = 0; at < stroke.length; at += 2) {
        const [x = -1, y = -1, nextX, nextY] = stroke.slice(at, at + 4)
        expect(Number.isInteger(x) && x >= 0 && x <= pad.width).toBe(true)
        expect(Number.isInteger(y) && y >= 0 && y <= pad.height).toBe(true)
        if (nextX !== undefined && nextY !== undefined)
          expect(Math.hypot(nextX - x, nextY - y)).toBeGreaterThanOrEqual(4)
      }
    }),
  )
})

test('[Q22] a new stroke leaves those before it as they were, and a hand that never stops ends at some kilobytes', () => {
  const first = withPoint(withPoint(nowhere, 10, 10), 30, 40)
  expect(first).toEqual([[10, 10, 30, 40]])
  expect(withPoint([...first, []], 30, 40)).toEqual([
    [10, 10, 30, 40],
    [30, 40],
  ])
  let drawn = nowhere
  for (let at = 0; at < 2 * mostPoints; at++) drawn = withPoint(drawn, (at % 2) * 100, 50)
  expect(drawn.flat()).toHaveLength(2 * mostPoints)
})

test('[Q22] a dot, or a slip of the finger, is no signature', () => {
  expect(isSignature([])).toBe(false)
  expect(isSignature([[5, 5]])).toBe(false)
  expect(isSignature([[5, 5, 20, 20, 30, 30, 40, 40]])).toBe(false)
  expect(
    isSignature([
      [5, 5, 20, 20, 30, 30],
      [100, 20, 120, 30],
    ]),
  ).toBe(true)
})

test('[Q21] two hands sign what goes from one to the other, and nothing else', () => {
  expect(stockActs.filter(isDelivery)).toEqual([...deliveryActs])
  expect(stockActs.filter((act) => !isDelivery(act))).toEqual(['loss', 'damage', 'found'])
})
