import type { Script } from '../../src/client/i18n/languages.ts'

/** A family of npm whose files are cut down to what Carnet shows. Licence of all: SIL Open Font License 1.1. */
export type FontSource = {
  readonly script: Script
  /** Of `@fontsource-variable`. */
  readonly family: string
  /** Names of its parts in `unicode.json`; all that hold a character in use when there are too many to name. */
  readonly parts: readonly string[] | 'all'
  /** Regular and bold; regular alone where bold would weigh too much, and then it stands for both. */
  readonly weights: readonly [400] | readonly [400, 700]
  /** What is kept though no text of ours uses it: names of services, places and people come from elsewhere. */
  readonly always: string
  /** Within the ranges that it claims, and not in its files, or not as we want it. */
  readonly lacks?: string
}

const latin = {
  script: 'Latn',
  family: 'noto-sans',
  weights: [400, 700],
  always:
    letters(0x20, 0x7e) +
    letters(0xa0, 0x17f) +
    '–—‘’“”„…‹›€−œŒƁɓƊɗƝɲƳƴƐɛƆɔƔɣǦǧČčḌḍḤḥṚṛṢṣṬṭẒẓȘșȚțẸẹỌọ' +
    letters(0x1ea0, 0x1ef9) +
    'ƠơƯư',
  // Those of Arabic have them.
  lacks: '\u2010\u2011',
} as const

/** In the order in which a character is looked for. */
export const fontSources: readonly FontSource[] = [
  { ...latin, parts: ['latin', 'latin-ext', 'vietnamese'] },
  { ...latin, script: 'Cyrl', parts: ['cyrillic'], always: letters(0x400, 0x45f) + 'Ґґ' },
  {
    script: 'Arab',
    family: 'noto-sans-arabic',
    parts: ['arabic'],
    weights: [400, 700],
    always: `${letters(0x621, 0x63a)}${letters(0x640, 0x655)}،؛؟٪«»پچژگکیۀةټځڅډړږښڼۍېۆٹڈڑںہھۂۃےۓ۔`,
  },
  {
    script: 'Aran',
    family: 'noto-nastaliq-urdu',
    parts: ['arabic'],
    weights: [400],
    always: 'آأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓۂۃ،؛؟۔',
    // Its hyphens lie on the line of Nastaliq: between the letters of a number they would be read as another sign.
    lacks: '\u2010\u2011',
  },
  {
    script: 'Beng',
    family: 'noto-sans-bengali',
    parts: ['bengali'],
    weights: [400],
    always: `${letters(0x981, 0x9e3)}।`,
  },
  {
    script: 'Taml',
    family: 'noto-sans-tamil',
    parts: ['tamil'],
    weights: [400, 700],
    always: letters(0xb82, 0xbd7),
  },
  {
    script: 'Ethi',
    family: 'noto-sans-ethiopic',
    parts: ['ethiopic'],
    weights: [400],
    always: letters(0x1200, 0x1368),
  },
  // A language of thousands of signs: those that our texts use, and no other.
  { script: 'Hans', family: 'noto-sans-sc', parts: 'all', weights: [400], always: '' },
]

function letters(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('')
}
