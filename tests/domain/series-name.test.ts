import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostPasses } from '#domain/batch.ts'
import { endsOf, parseSeries, parseSeriesName, seriesName } from '#domain/series-name.ts'
import { rangesOf } from '#domain/stock.ts'

describe('[Q19] a series is read as it is printed', () => {
  test('with its batch, or alone where the batch is known', () => {
    expect(parseSeriesName('3-12')).toEqual({ batch: 3, pass: 11 })
    expect(parseSeriesName(' 3 – 12 ')).toEqual({ batch: 3, pass: 11 })
    expect(parseSeriesName('12', 3)).toEqual({ batch: 3, pass: 11 })
    for (const wrong of ['', '12', '3-', '-12', '3-0', '3-12-4', '3-1,5', 'trois', '3-12345678'])
      expect(parseSeriesName(wrong)).toBeUndefined()
  })

  test('[Q33] what no batch can have is not a series: an act that names it could not be read', () => {
    expect(parseSeriesName('3-1048576')).toEqual({ batch: 3, pass: mostPasses - 1 })
    expect(parseSeriesName('3-1048577')).toBeUndefined()
    expect(parseSeriesName('2000000', 3)).toBeUndefined()
  })

  test('several with commas, ranges with dots or a word; the part that is not understood is named', () => {
    const value = [
      [2, 2],
      [11, 14],
      [19, 20],
    ]
    expect(parseSeries('3, 3-12…15; 20 à 21\n 13', 3)).toEqual({ ok: true, value })
    expect(parseSeries('', 3)).toEqual({ ok: true, value: [] })
    for (const [text, part] of [
      ['1, 4-2', '4-2'],
      ['9…7', '9…7'],
      ['1…2…3', '1…2…3'],
      ['1, deux', 'deux'],
      ['1…9999999', '1…9999999'],
    ] as const)
      expect(parseSeries(text, 3)).toEqual({ ok: false, error: part })
  })

  test('whatever passes are written down, they are read back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300)), fc.integer({ min: 1, max: 400 }), (passes, batch) => {
        const ends = endsOf(rangesOf(batch, passes))
        const text = ends
          .map(([from, to]) => `${seriesName(batch, from)}${from === to ? '' : `…${to + 1}`}`)
          .join(', ')
        expect(parseSeries(text, batch)).toEqual({ ok: true, value: ends })
      }),
    )
  })
})
