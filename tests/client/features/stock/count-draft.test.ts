import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsToKeep, readKeptCounts } from '#client/features/stock/count-draft.ts'

const count = fc.record({
  batch: fc.nat(9),
  scanned: fc.uniqueArray(fc.nat(300), { minLength: 1 }).map((passes) => new Set(passes)),
  boxes: fc.string(),
})

test('[Q24] counts under way are read as they were kept, each cover once, through a store of plain data', () => {
  fc.assert(
    fc.property(fc.array(count, { minLength: 1, maxLength: 3 }), (counts) => {
      expect(readKeptCounts(structuredClone(countsToKeep(counts)))).toEqual(counts)
    }),
  )
})

test('[Q24] a count of nothing is not kept, and what is no count is none', () => {
  expect(countsToKeep([{ batch: 3, scanned: new Set(), boxes: '' }])).toBeUndefined()
  expect(readKeptCounts(undefined)).toEqual([])
  expect(readKeptCounts([{ batch: 3, ends: [[0, 1e300]], boxes: '' }])).toEqual([])
  expect(readKeptCounts('1-12')).toEqual([])
})
