/** How a language counts. Browsers do not know half of our languages, so the rules are here. */
export type PluralRule = 'french' | 'english' | 'arabic'

export type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'

/** The forms that a translation must have, in the order of CLDR. */
export const pluralForms = {
  french: ['one', 'many', 'other'],
  english: ['one', 'other'],
  arabic: ['zero', 'one', 'two', 'few', 'many', 'other'],
} as const satisfies Record<PluralRule, readonly PluralForm[]>

export function pluralFormOf(rule: PluralRule, count: number): PluralForm {
  const whole = Math.trunc(Math.abs(count))
  switch (rule) {
    case 'french':
      if (whole <= 1) return 'one'
      return whole % 1_000_000 === 0 && Number.isInteger(count) ? 'many' : 'other'
    case 'english':
      return count === 1 ? 'one' : 'other'
    case 'arabic':
      return arabicFormOf(count, Math.abs(count) % 100)
  }
}

function arabicFormOf(count: number, hundredth: number): PluralForm {
  if (!Number.isInteger(count)) return 'other'
  if (count === 0) return 'zero'
  if (count === 1) return 'one'
  if (count === 2) return 'two'
  if (hundredth >= 3 && hundredth <= 10) return 'few'
  return hundredth >= 11 ? 'many' : 'other'
}
