import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addToSeries,
  countByWord,
  isToTake,
  keyOfCode,
  unitsToTakeOf,
  type SeriesItem,
} from '#client/features/redeem/series/series-state.ts'
import type { Checked } from '#client/store/check-only.ts'
import { isRefused, verdictTypes, type VerdictType } from '#domain/verdict.ts'

const anItem = fc
  .tuple(fc.nat(5), fc.constantFrom(...verdictTypes), fc.integer({ min: 1, max: 3 }))
  .map(([pass, type, units]) => itemOf(pass, type, units))

test('[W10] a code is in a series once, in the order in which it came', () => {
  fc.assert(
    fc.property(fc.array(anItem), (scanned) => {
      const items = scanned.reduce<readonly SeriesItem[]>(addToSeries, [])
      const keys = items.map(({ key }) => key)
      expect(keys).toEqual([...new Set(scanned.map(({ key }) => key))])
    }),
  )
})

test('[W10] what is refused is left out of what is taken, and every code is counted under one word', () => {
  fc.assert(
    fc.property(fc.array(anItem), (items) => {
      const taken = items.filter(isToTake)
      expect(taken.every(({ checked }) => !isRefused(checked.verdict.type))).toBe(true)
      expect(unitsToTakeOf(items)).toBe(taken.reduce((sum, { checked }) => sum + checked.units, 0))
      const { yes, noted, no } = countByWord(items)
      expect(yes + noted + no).toBe(items.length)
      expect(taken.length).toBe(yes + noted)
    }),
  )
})

test('[W10] what was answered is not taken again when the rest is tried anew', () => {
  const items = [itemOf(1, 'accepted', 1), { ...itemOf(2, 'accepted', 2), answer: 'accepted' as const }]
  expect(unitsToTakeOf(items)).toBe(1)
})

test('[W10] a number that nobody could resolve is the same when it is the same number', () => {
  const read = { programme: 7, code: null, trust: 'unknown-batch', training: false } as const
  const typed = keyOfCode({ ...read, proof: { typed: '7F3K9QWX2M4T' } })
  expect(keyOfCode({ ...read, proof: { typed: '7F3K9QWX2M4T' } })).toBe(typed)
  expect(keyOfCode({ ...read, proof: { typed: '8F3K9QWX2M4T' } })).not.toBe(typed)
})

function itemOf(pass: number, type: VerdictType, units: number): SeriesItem {
  const code = { batch: 1, pass, cheque: 0 }
  const read = { programme: 7, code, proof: { typed: '' }, trust: 'verified', training: false } as const
  const checked = { verdict: { type, remaining: undefined, note: 'none' }, units } as Checked
  const scanned = { text: '', source: 'camera', at: 0 } as const
  return { key: keyOfCode(read), scanned, added: 0, read, checked, answer: undefined }
}
