import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUnicodeRange, writeUnicodeRange } from '../../vite/fonts/unicode-range.ts'

test('[Y11] a font is asked for its own characters and for no other', () => {
  expect(writeUnicodeRange('acb é')).toBe('U+20,U+61-63,U+E9')
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0x20, max: 0x3000 })), (points) => {
      const isIn = parseUnicodeRange(writeUnicodeRange(points.map((point) => String.fromCodePoint(point))))
      const near = points.flatMap((point) => [point - 1, point, point + 1])
      for (const point of near) expect(isIn(point)).toBe(points.includes(point))
    }),
  )
})
