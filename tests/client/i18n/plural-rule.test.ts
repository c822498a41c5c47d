import { expect, test } from 'vitest'
import { languageOf, languages } from '#client/i18n/languages.ts'
import { pluralFormOf, pluralForms } from '#client/i18n/plural-rule.ts'

/** CLDR has no rule for these; docs/decisions/044 says why they count as they do. */
const unknownToCldr = { snk: 'nought-as-one', ht: 'invariable' } as const

/** Portuguese as in Portugal: « 0 cheques ». */
const cldrTags: Readonly<Record<string, string>> = {
  pt: 'pt-PT',
  'fr-x-falc': 'fr',
  'fa-AF': 'fa',
  'zh-Hans': 'zh',
}

const counts = [...Array(1201).keys(), 1_000_000, 1_000_001, 1_000_011, 3_000_000]

test.each(
  languages.filter(({ code }) => !(code in unknownToCldr)).map(({ code, plural }) => ({ code, plural })),
)('[Y3] $code counts as CLDR says', ({ code, plural }) => {
  const cldr = new Intl.PluralRules(cldrTags[code] ?? code)
  expect(cldr.resolvedOptions().locale).toBe(cldrTags[code] ?? code)
  const forms = new Set(counts.map((count) => cldr.select(count)))
  for (const count of counts)
    expect([count, pluralFormOf(plural, count)]).toEqual([count, cldr.select(count)])
  expect(pluralForms[plural]).toEqual(expect.arrayContaining([...forms]))
})

test('[Y3] languages unknown to CLDR count by a rule of their own, never as the device does', () => {
  for (const [code, plural] of Object.entries(unknownToCldr)) {
    expect(languageOf(code).plural).toBe(plural)
    expect(Intl.PluralRules.supportedLocalesOf(code)).toEqual([])
  }
  expect([0, 1, 2].map((count) => pluralFormOf('nought-as-one', count))).toEqual(['one', 'one', 'other'])
  expect([0, 1, 2].map((count) => pluralFormOf('invariable', count))).toEqual(['other', 'other', 'other'])
})
