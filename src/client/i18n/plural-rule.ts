/**
 * How a language counts. Browsers do not know half of our languages, so the rules are here. Those who count alike are
 * named after one of them; the table of languages says who follows whom.
 */
export type PluralRule =
  'french' | 'english' | 'spanish' | 'arabic' | 'russian' | 'romanian' | 'nought-as-one' | 'invariable'

export type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'

/** The forms that a translation must have, in the order of CLDR. */
export const pluralForms = {
  french: ['one', 'many', 'other'],
  english: ['one', 'other'],
  spanish: ['one', 'many', 'other'],
  arabic: ['zero', 'one', 'two', 'few', 'many', 'other'],
  russian: ['one', 'few', 'many', 'other'],
  romanian: ['one', 'few', 'other'],
  'nought-as-one': ['one', 'other'],
  invariable: ['other'],
} as const satisfies Record<PluralRule, readonly PluralForm[]>

/** Of a whole number, 0 or more: cheques, days and acts have no halves. */
export function pluralFormOf(rule: PluralRule, count: number): PluralForm {
  const tens = count % 100
  switch (rule) {
    case 'french':
      return count <= 1 ? 'one' : millionsApart(count)
    case 'english':
      return count === 1 ? 'one' : 'other'
    case 'spanish':
      return count === 1 ? 'one' : millionsApart(count)
    case 'arabic':
      if (count <= 2) return (['zero', 'one', 'two'] as const)[count] ?? 'other'
      return tens >= 3 && tens <= 10 ? 'few' : tens >= 11 ? 'many' : 'other'
    case 'russian':
      return russianFormOf(count % 10, tens)
    case 'romanian':
      if (count === 1) return 'one'
      return count === 0 || (tens >= 1 && tens <= 19) ? 'few' : 'other'
    case 'nought-as-one':
      return count <= 1 ? 'one' : 'other'
    case 'invariable':
      return 'other'
  }
}

/** « deux millions de chèques » */
function millionsApart(count: number): PluralForm {
  return count > 0 && count % 1_000_000 === 0 ? 'many' : 'other'
}

function russianFormOf(units: number, tens: number): PluralForm {
  if (tens >= 11 && tens <= 14) return 'many'
  if (units === 1) return 'one'
  return units >= 2 && units <= 4 ? 'few' : 'many'
}
