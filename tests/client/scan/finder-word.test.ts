import { expect, test } from 'vitest'
import { createFinderWord } from '#client/scan/finder-word.ts'

/** The words said after looks at these times, in milliseconds. */
function wordsAfter(looks: readonly (readonly [at: number, text?: string])[]): readonly string[] {
  const follow = createFinderWord((text) => text === 'pass')
  return looks.map(([endedAt, text]) => follow({ endedAt, took: 5, text }))
}

/** One look each half second, with nothing in it. */
function empty(from: number, to: number): readonly (readonly [at: number])[] {
  return Array.from({ length: (to - from) / 500 + 1 }, (_, at) => [from + at * 500] as const)
}

test('[T205] eight seconds of pictures without a code say what to do, until one is seen', () => {
  const words = wordsAfter([...empty(0, 9000), [9100, 'pass'], ...empty(9500, 12_000)])
  expect(words.indexOf('no-code')).toBe(16)
  expect(words.slice(16, 19)).toEqual(['no-code', 'no-code', 'no-code'])
  expect(words.slice(19)).toEqual(words.slice(19).map(() => 'nothing'))
})

test('[T205] a camera that stood still for a minute has not looked in vain', () => {
  expect(wordsAfter([[0], [500], [60_000], [60_500]])).toEqual(['nothing', 'nothing', 'nothing', 'nothing'])
})

test('[T206] what is no pass is said while it lies there and four seconds more, and not over the next pass', () => {
  const words = wordsAfter([[0, 'menu'], [3000, 'menu'], ...empty(3500, 8000)])
  expect(words.slice(0, 2)).toEqual(['no-pass', 'no-pass'])
  expect(words.filter((word) => word === 'no-pass')).toHaveLength(2 + 7)
  expect(words.at(-1)).toBe('nothing')
  expect(
    wordsAfter([
      [0, 'menu'],
      [100, 'pass'],
    ]),
  ).toEqual(['no-pass', 'nothing'])
})
