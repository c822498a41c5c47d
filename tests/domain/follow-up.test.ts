import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countWaits,
  groupBySaid,
  isUnused,
  maskSmall,
  smallestCell,
  waitOf,
  waits,
} from '#domain/follow-up.ts'
import { DAY } from '#domain/instant.ts'
import { noon } from '#tests/support/builders.ts'

const counts = fc.record({ week: cell(), month: cell(), later: cell(), never: cell() })

test('[N19] from its handover a pass is used within a week, a month, later, or not yet; before it counts as at once', () => {
  for (const [days, wait] of [
    [-3, 'week'],
    [0, 'week'],
    [7, 'week'],
    [7.1, 'month'],
    [30, 'month'],
    [31, 'later'],
    [undefined, 'never'],
  ] as const) {
    const firstUse = days === undefined ? undefined : noon + days * DAY
    expect(waitOf({ givenAt: noon, firstUse }), String(days)).toBe(wait)
  }
})

test('[G95] a pass is to be reminded of from the day on, unless it was used', () => {
  const given = { givenAt: noon - 14 * DAY, firstUse: undefined }
  expect(isUnused(given, 14, noon)).toBe(true)
  expect(isUnused(given, 15, noon)).toBe(false)
  expect(isUnused({ ...given, firstUse: noon }, 14, noon)).toBe(false)
})

describe('[G98] no cell tells of fewer than five people', () => {
  test('in a row, alone or by a sum', () => {
    fc.assert(
      fc.property(counts, (row) => {
        const shown = maskSmall(row)
        const told = waits.flatMap((wait) => shown[wait] ?? [])
        expect(told.every((count) => count === 0 || count >= smallestCell)).toBe(true)
        const hidden = waits.filter((wait) => shown[wait] === undefined)
        const others = waits.filter((wait) => row[wait] > 0)
        if (hidden.length === 1) expect(others).toEqual(hidden)
        for (const wait of waits) expect([undefined, row[wait]]).toContain(shown[wait])
      }),
    )
  })

  test('by what people said, of whom all are in one group or in none', () => {
    const said = fc.constantFrom('ar', 'ta', 'fr', 'ln', 'ti')
    const pass = fc.record({ said, givenAt: fc.constant(noon), firstUse: fc.constantFrom(undefined, noon) })
    fc.assert(
      fc.property(fc.array(pass, { maxLength: 60 }), (passes) => {
        const groups = groupBySaid(passes)
        expect(groups.every((group) => group.passes >= smallestCell)).toBe(true)
        for (const { value, passes: count } of groups.filter((group) => group.value !== undefined)) {
          expect(count).toBe(passes.filter((each) => each.said === value).length)
        }
        const told = groups.reduce((sum, group) => sum + group.passes, 0)
        expect(told).toBe(passes.length < smallestCell ? 0 : passes.length)
        expect(Object.values(countWaits(passes)).reduce((a, b) => a + b)).toBe(passes.length)
      }),
    )
  })
})

function cell() {
  return fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }))
}
