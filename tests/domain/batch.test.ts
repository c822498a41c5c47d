import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeOfSerial,
  codesPerPass,
  isAnnouncedTo,
  isDelivered,
  largestUnits,
  printedPasses,
  serialOf,
  sparesFor,
} from '#domain/batch.ts'
import { aBatch, aBooklet } from '#tests/support/builders.ts'

const batches = fc
  .record({
    format: fc.constantFrom('card' as const, 'booklet' as const),
    units: fc.integer({ min: 1, max: 40 }),
    passes: fc.integer({ min: 1, max: 30 }),
    firstSerial: fc.nat({ max: 1_000_000 }),
  })
  .map((drawn) => aBatch({ ...drawn, spares: sparesFor(drawn.passes) }))

test('[N6] each printed code has one serial and each serial of a batch one code, without a gap', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const codes = printedPasses(batch) * codesPerPass(batch)
      for (let serial = batch.firstSerial; serial < batch.firstSerial + codes; serial++) {
        const code = codeOfSerial(batch, serial)
        expect(code && serialOf(batch, code)).toBe(serial)
      }
      expect(codeOfSerial(batch, batch.firstSerial - 1)).toBeUndefined()
      expect(codeOfSerial(batch, batch.firstSerial + codes)).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})

test('[N6] a card has one code, a booklet its cover and its cheques', () => {
  expect(codesPerPass(aBatch({ units: 10 }))).toBe(1)
  expect(codesPerPass(aBooklet({ units: 10 }))).toBe(11)
  expect(codeOfSerial(aBooklet({ units: 10, firstSerial: 100 }), 112)).toEqual({
    batch: 3,
    pass: 1,
    cheque: 1,
  })
  expect(largestUnits).toEqual({ card: 200, booklet: 40 })
})

test('[N7] two spare passes for a hundred, at least one', () => {
  expect([1, 50, 51, 100, 101, 200_000].map(sparesFor)).toEqual([1, 1, 2, 2, 3, 4000])
})

test('[H8] passes are announced to a structure by ranges, both ends included', () => {
  const batch = aBatch({
    deliveries: [
      { structure: 'structure-1', from: 10, to: 19 },
      { structure: 'structure-2', from: 30, to: 30 },
    ],
  })
  expect([9, 10, 19, 20].map((pass) => isAnnouncedTo(batch, pass, 'structure-1'))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isAnnouncedTo(batch, 30, 'structure-1')).toBe(false)
  expect([29, 30, 31].map((pass) => isDelivered(batch, pass))).toEqual([false, true, false])
  expect(isDelivered({ ...batch, opened: false }, 30)).toBe(false)
})
