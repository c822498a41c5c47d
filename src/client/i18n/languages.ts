import type { PluralRule } from './plural-rule.ts'

export type Direction = 'ltr' | 'rtl'

export type Language = {
  /** BCP 47 tag, and the folder of its texts. */
  readonly code: string
  readonly autonym: string
  readonly frenchName: string
  readonly dir: Direction
  readonly plural: PluralRule
  /** Made from French while the app runs, to look at the screens. */
  readonly pseudo: 'long' | 'mirrored' | undefined
}

export const french: Language = {
  code: 'fr',
  autonym: 'Français',
  frenchName: 'français',
  dir: 'ltr',
  plural: 'french',
  pseudo: undefined,
}

/** The languages of the screens, French first. One is offered where every text of the screen exists in it. */
export const languages: readonly Language[] = [
  french,
  { ...french, code: 'en', autonym: 'English', frenchName: 'anglais', plural: 'english' },
  { ...french, code: 'ar', autonym: 'العربية', frenchName: 'arabe', dir: 'rtl', plural: 'arabic' },
]

/** For those who draw and test the screens, with `?lng=`; never offered. */
export const pseudoLanguages: readonly Language[] = [
  { ...french, code: 'qps-ploc', autonym: 'Ƥşēŭđō', frenchName: 'pseudo', pseudo: 'long' },
  { ...french, code: 'qps-plocm', autonym: 'Ƥşēŭđō', frenchName: 'pseudo', dir: 'rtl', pseudo: 'mirrored' },
]

const byCode = new Map([...languages, ...pseudoLanguages].map((language) => [language.code, language]))

export function languageOf(code: string): Language {
  return byCode.get(code) ?? french
}

export function isLanguage(code: string): boolean {
  return byCode.has(code)
}
