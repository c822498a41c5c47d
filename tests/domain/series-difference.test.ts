import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesWithout } from '#domain/series-difference.ts'
import { rangesOf } from '#domain/stock.ts'

test('[Q36] ranges less ranges are the passes of the ones that the others lack, whatever their number', () => {
  const somePasses = fc.uniqueArray(fc.nat(60))
  fc.assert(
    fc.property(somePasses, somePasses, (some, others) => {
      const left = some.filter((pass) => !others.includes(pass))
      const wanted = rangesOf(3, left).map(({ from, to }) => ({ from, to }))
      expect(seriesWithout(rangesOf(3, some), rangesOf(3, others))).toEqual(wanted)
    }),
  )
  const millions = [{ from: 0, to: 2 ** 20 - 1 }]
  expect(seriesWithout(millions, [{ from: 5, to: 5 }])).toEqual([
    { from: 0, to: 4 },
    { from: 6, to: 2 ** 20 - 1 },
  ])
  expect(seriesWithout(millions, millions)).toEqual([])
})
