import { expect, test } from 'vitest'
import { createRepeatFilter } from '#client/scan/repeat-filter.ts'

test('the same text is let through once in three seconds', () => {
  const isRepeat = createRepeatFilter()
  expect([0, 80, 2999, 3000, 3080].map((at) => isRepeat('A', at))).toEqual([false, true, true, false, true])
})

test('two codes seen in turn are each let through once', () => {
  const isRepeat = createRepeatFilter()
  expect(['A', 'B', 'A', 'B'].map((text, at) => isRepeat(text, at))).toEqual([false, false, true, true])
})
