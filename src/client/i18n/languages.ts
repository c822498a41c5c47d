import type { PluralRule } from './plural-rule.ts'

export type Direction = 'ltr' | 'rtl'

/** ISO 15924; `Aran` is Arabic in the Nastaliq style, as Urdu is read. */
export type Script = 'Latn' | 'Cyrl' | 'Arab' | 'Aran' | 'Beng' | 'Taml' | 'Ethi' | 'Hans'

export type Language = {
  /** BCP 47 tag, and the folder of its texts. */
  readonly code: string
  readonly autonym: string
  readonly frenchName: string
  readonly script: Script
  readonly dir: Direction
  readonly plural: PluralRule
  /** Made from French while the app runs, to look at the screens. */
  readonly pseudo: 'long' | 'mirrored' | undefined
}

type Row = readonly [code: string, autonym: string, frenchName: string, plural: PluralRule, script?: Script]

/** Why each counts as it does: docs/decisions/044. */
const rows: readonly Row[] = [
  ['fr', 'Français', 'français', 'french'],
  ['fr-x-falc', 'Français facile', 'français facile', 'french'],
  ['ar', 'العربية', 'arabe', 'arabic', 'Arab'],
  ['pt', 'Português', 'portugais', 'spanish'],
  ['en', 'English', 'anglais', 'english'],
  ['zh-Hans', '简体中文', 'chinois', 'invariable', 'Hans'],
  ['tr', 'Türkçe', 'turc', 'english'],
  ['ta', 'தமிழ்', 'tamoul', 'english', 'Taml'],
  ['bn', 'বাংলা', 'bengali', 'nought-as-one', 'Beng'],
  ['snk', 'Sooninkanxanne', 'soninké', 'nought-as-one'],
  ['bm', 'Bamanankan', 'bambara', 'invariable'],
  ['fa-AF', 'دری', 'dari', 'nought-as-one', 'Arab'],
  ['ps', 'پښتو', 'pachto', 'english', 'Arab'],
  ['uk', 'Українська', 'ukrainien', 'russian', 'Cyrl'],
  ['ro', 'Română', 'roumain', 'romanian'],
  ['es', 'Español', 'espagnol', 'spanish'],
  ['ru', 'Русский', 'russe', 'russian', 'Cyrl'],
  ['ff', 'Pulaar', 'peul', 'nought-as-one'],
  ['ur', 'اردو', 'ourdou', 'english', 'Aran'],
  ['ht', 'Kreyòl ayisyen', 'créole haïtien', 'invariable'],
  ['ln', 'Lingála', 'lingala', 'nought-as-one'],
  ['wo', 'Wolof', 'wolof', 'invariable'],
  ['vi', 'Tiếng Việt', 'vietnamien', 'invariable'],
  ['ti', 'ትግርኛ', 'tigrigna', 'nought-as-one', 'Ethi'],
  ['kab', 'Taqbaylit', 'kabyle', 'nought-as-one'],
]

/** The languages of the screens, French first. */
export const languages: readonly Language[] = rows.map(
  ([code, autonym, frenchName, plural, script = 'Latn']) => ({
    code,
    autonym,
    frenchName,
    script,
    dir: script === 'Arab' || script === 'Aran' ? 'rtl' : 'ltr',
    plural,
    pseudo: undefined,
  }),
)

export const french = languages[0] as Language

/** For those who draw and test the screens, with `?lng=`; never offered. */
export const pseudoLanguages: readonly Language[] = [
  { ...french, code: 'qps-Ploc', autonym: 'Ƥşēŭđō', frenchName: 'pseudo', pseudo: 'long' },
  { ...french, code: 'qps-plocm', autonym: 'Ƥşēŭđō', frenchName: 'pseudo', dir: 'rtl', pseudo: 'mirrored' },
]

const byCode = new Map([...languages, ...pseudoLanguages].map((language) => [language.code, language]))

export function languageOf(code: string): Language {
  return byCode.get(code) ?? french
}

/** French, or easy French: who reads it needs no other French beside. */
export function isFrench({ code }: Pick<Language, 'code'>): boolean {
  return code.split('-')[0] === french.code
}

export function isLanguage(code: string): boolean {
  return byCode.has(code)
}
