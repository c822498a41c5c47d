import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween, type Position } from '#domain/distance.ts'

const notreDame = { latitude: 48.853, longitude: 2.3499 }

test('[B36] distances are those of the map', () => {
  const vincennes = { latitude: 48.8474, longitude: 2.4396 }
  const lyon = { latitude: 45.764, longitude: 4.8357 }
  expect(metresBetween(notreDame, vincennes) / 1000).toBeCloseTo(6.6, 1)
  expect(metresBetween(notreDame, lyon) / 1000).toBeCloseTo(391.4, 0)
})

test('[B36] the way back is as long, nowhere is negative, and a detour is never shorter', () => {
  const positions: fc.Arbitrary<Position> = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(positions, positions, positions, (a, b, c) => {
      expect(metresBetween(a, a)).toBe(0)
      expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3)
      expect(metresBetween(a, b)).toBeLessThanOrEqual(metresBetween(a, c) + metresBetween(c, b) + 0.01)
    }),
    {
      // From one end of the Earth to the other, by a place beside the first.
      examples: [
        [
          { latitude: 0, longitude: 0 },
          { latitude: 0, longitude: 179.99999790869023 },
          { latitude: -6.037091348628667e-7, longitude: 0 },
        ],
      ],
    },
  )
})
