import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { together } from '../../vite/together-chunks.ts'

/** Without their endings, as the list names them. */
const sources = new Set(
  globSync('src/**/*.{ts,tsx,css}').map((file) => file.replace(/^src\//, '').replace(/\.\w+$/, '')),
)

test('[Y62] each source that is to come together is there, and with one of them only', () => {
  const named = together.flatMap(({ sources }) => sources.flatMap(expand))
  expect(named.filter((source) => !sources.has(source))).toEqual([])
  expect(named.filter((source, at) => named.indexOf(source) !== at)).toEqual([])
})

/** `a/(b|c)` is `a/b` and `a/c`. */
function expand(pattern: string): readonly string[] {
  const [, folder = pattern, names] = /^(.*\/)\((.*)\)$/.exec(pattern) ?? []
  return names === undefined ? [pattern] : names.split('|').map((name) => folder + name)
}
