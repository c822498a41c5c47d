import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readSources } from '../checks/sources.ts'

const rules = [...(await readFile('docs/rules.md', 'utf8')).matchAll(/^- \*\*([A-Z]+\d+)\*\* /gm)].map(
  ([, id]) => id,
)
const cited = new Set([...(await readSources(['tests/**/*.test.{ts,tsx}'])).values()].flatMap(citedRules))

test('every rule of docs/rules.md has a test', () => {
  expect(rules.filter((id) => !cited.has(id))).toEqual([])
})

test('every rule that a test cites stands in docs/rules.md', () => {
  expect([...cited].filter((id) => !rules.includes(id))).toEqual([])
})

test('no two rules have the same number', () => {
  expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
})

/** The rules with which a title begins, each in square brackets. */
function citedRules(source: string): readonly (string | undefined)[] {
  return [...source.matchAll(/['"`]((?:\[[A-Z]+\d+\] ?)+)/g)].flatMap(([, start = '']) =>
    [...start.matchAll(/[A-Z]+\d+/g)].map(([id]) => id),
  )
}
