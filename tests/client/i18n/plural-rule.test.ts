import { expect, test } from 'vitest'
import { pluralFormOf, pluralForms } from '#client/i18n/plural-rule.ts'

test('French counts nought and one alike, and whole millions apart', () => {
  expect([0, 1, 1.5, 2, 21, 1_000_000, 1_000_001].map((count) => pluralFormOf('french', count))).toEqual([
    'one',
    'one',
    'one',
    'other',
    'other',
    'many',
    'other',
  ])
})

test('English counts one alone', () => {
  expect([0, 1, 1.5, 2].map((count) => pluralFormOf('english', count))).toEqual([
    'other',
    'one',
    'other',
    'other',
  ])
})

test('Arabic counts in six forms', () => {
  expect([0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1.5].map((count) => pluralFormOf('arabic', count))).toEqual([
    'zero',
    'one',
    'two',
    'few',
    'few',
    'many',
    'many',
    'other',
    'other',
    'few',
    'other',
  ])
})

test('the forms are those of CLDR, as this runtime knows them', () => {
  const tags = { french: 'fr', english: 'en', arabic: 'ar' } as const
  for (const [rule, tag] of Object.entries(tags)) {
    const cldr = new Intl.PluralRules(tag)
    const ours = rule as keyof typeof tags
    expect([...pluralForms[ours]].toSorted()).toEqual(cldr.resolvedOptions().pluralCategories.toSorted())
    for (let count = 0; count <= 1200; count += 1) expect(pluralFormOf(ours, count)).toBe(cldr.select(count))
    for (const count of [0.5, 1.2, 2.5, 1_000_000, 3_000_000]) {
      expect(pluralFormOf(ours, count)).toBe(cldr.select(count))
    }
  }
})
