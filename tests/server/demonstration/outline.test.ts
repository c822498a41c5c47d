import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInside, type Outline, type Position } from '#server/demonstration/outline.ts'

const courtyard: Outline = { type: 'Polygon', coordinates: [square(0, 0, 10), square(4, 4, 2)] }
const islands: Outline = {
  type: 'MultiPolygon',
  coordinates: [[square(0, 0, 1)], [square(5, 5, 10), square(8, 8, 4), square(30, 30, 1)]],
}

describe('a point in an outline', () => {
  test.each<[string, Outline, Position, boolean]>([
    ['within', courtyard, [1, 1], true],
    ['in the hole', courtyard, [5, 5], false],
    ["on the hole's border", courtyard, [4, 5], true],
    ['on the border', courtyard, [10, 3], true],
    ['on a corner', courtyard, [10, 10], true],
    ['beside a corner, at its height', courtyard, [-1, 10], false],
    ['west of two corners of the hole, at their height', courtyard, [2, 4], true],
    ['a millionth of a degree outside', courtyard, [10.000001, 3], false],
    ['a millionth of a degree inside', courtyard, [9.999999, 3], true],
    ['on the first island', islands, [0.5, 0.5], true],
    ['between the islands', islands, [3, 3], false],
    ['on the second island', islands, [6, 6], true],
    ["in the second island's lake", islands, [10, 10], false],
    ['in an outline without rings', { type: 'Polygon', coordinates: [] }, [0, 0], false],
  ])('%s', (_where, outline, position, expected) => {
    expect(isInside(outline, position)).toBe(expected)
  })

  test('agrees with the three sides of a triangle, borders included, whatever the order of its corners', () => {
    const position = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }))
    fc.assert(
      fc.property(position, position, position, position, (a, b, c, point) => {
        const sides = [turn(a, b, point), turn(b, c, point), turn(c, a, point)]
        fc.pre(turn(a, b, c) !== 0)
        const expected = sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
        for (const ring of [
          [a, b, c, a],
          [c, b, a, c],
          [b, c, a],
        ]) {
          expect(isInside({ type: 'Polygon', coordinates: [ring] }, point)).toBe(expected)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

function square(west: number, south: number, side: number): readonly Position[] {
  const [east, north] = [west + side, south + side]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

function turn([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}
