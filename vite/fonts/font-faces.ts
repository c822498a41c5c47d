import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { languages, languageOf, type Script } from '../../src/client/i18n/languages.ts'
import { fontSources, type FontSource } from './font-sources.ts'
import { parseUnicodeRange, writeUnicodeRange } from './unicode-range.ts'

/** One file of a font, cut down to `characters`. */
export type FontFaceRecipe = {
  readonly family: string
  readonly script: Script
  readonly file: string
  readonly characters: string
  /** Where a letter has a form for each neighbour: the words that are drawn, and no other. */
  readonly words?: readonly string[]
  /** Of the glyphs. A font for all weights would be printed as drawings, without words for a reader of screens. */
  readonly weight: number
  /** For which the browser takes it: the same two in each family, or characters of some faces would be passed over. */
  readonly answersFor: '400' | '700'
  readonly range: string
}

/** Urdu and the languages that share its letters are written in two styles, so Nastaliq has a family of its own. */
function styleOf(script: Script): string {
  return script === 'Aran' ? ' Nastaliq' : ''
}

/**
 * The faces of `Carnet`, with all that the texts of `locales` show, and of `Carnet Names`, with the languages' own names
 * only: a list of languages that loaded all their fonts would weigh more than the app.
 */
export function fontFaces(locales: string): readonly FontFaceRecipe[] {
  const texts = [
    ...charactersOfLocales(locales),
    ...languages.map(({ code, autonym }) => [code, new Set(autonym)] as const),
  ]
  const inNastaliq = (code: string) => languageOf(code).script === 'Aran'
  const left = new Set(texts.flatMap(([code, characters]) => (inNastaliq(code) ? [] : [...characters])))
  const urdu = new Set(texts.flatMap(([code, characters]) => (inNastaliq(code) ? [...characters] : [])))
  return fontSources.flatMap((source) => {
    const { script, weights, always } = source
    const wanted = new Set([...(script === 'Aran' ? urdu : left), ...always])
    const faces = inWords(cut(source, `Carnet${styleOf(script)}`, weights, wanted), textsOf(locales, script))
    for (const { characters } of faces) for (const character of characters) left.delete(character)
    if (script === 'Latn') return faces
    const names = languages.filter((language) => language.script === script).map(({ autonym }) => autonym)
    const called = cut(source, `Carnet Names${styleOf(script)}`, [400], new Set(names.join('')))
    return [...faces, ...inWords(called, names)]
  })
}

/** Nastaliq has hundreds of forms of a few letters; all of them weigh more than a language may. */
function inWords(faces: readonly FontFaceRecipe[], texts: readonly string[]): readonly FontFaceRecipe[] {
  return faces.map((face) => {
    if (face.script !== 'Aran') return face
    const drawn = new Set(face.characters)
    const words = texts.map((text) =>
      Array.from(text, (letter) => (drawn.has(letter) ? letter : ' ')).join(''),
    )
    return {
      ...face,
      words: [...new Set(words.join(' ').split(/ +/))].filter((word) => word !== '').toSorted(),
    }
  })
}

function textsOf(locales: string, script: Script): readonly string[] {
  return languages.flatMap((language) =>
    language.script === script ? [language.autonym, ...textsIn(join(locales, language.code))] : [],
  )
}

/** Every character of the texts of each language. */
export function charactersOfLocales(locales: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(readdirSync(locales).map((code) => [code, new Set(textsIn(join(locales, code)).join(''))]))
}

function textsIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name !== 'status.json')
  return names.flatMap((name) => sentences(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}

function sentences(texts: unknown): readonly string[] {
  // A space in the place of what is filled in: its neighbours are no word together.
  if (typeof texts === 'string') return [texts.replaceAll(/\{\{.*?\}\}/g, ' ')]
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentences) : []
}

function cut(
  source: FontSource,
  family: string,
  weights: FontSource['weights'],
  wanted: ReadonlySet<string>,
): readonly FontFaceRecipe[] {
  const folder = dirname(
    createRequire(import.meta.url).resolve(`@fontsource-variable/${source.family}/package.json`),
  )
  const parts = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>
  const left = new Set(wanted)
  return Object.entries(parts)
    .filter(([name]) => source.parts === 'all' || source.parts.includes(name))
    .toSorted(([a], [b]) => (source.parts === 'all' ? 0 : source.parts.indexOf(a) - source.parts.indexOf(b)))
    .flatMap(([name, range]) => {
      const isIn = parseUnicodeRange(range)
      const characters = [...left]
        .filter((character) => isIn(character.codePointAt(0) ?? 0) && !source.lacks?.includes(character))
        .toSorted()
      for (const character of characters) left.delete(character)
      if (characters.length === 0 || (source.parts === 'all' && !name.startsWith('['))) return []
      const part = name.replaceAll(/[[\]]/g, '')
      const face = {
        ...{ family, script: source.script },
        file: join(folder, 'files', `${source.family}-${part}-wght-normal.woff2`),
        characters: characters.join(''),
        range: writeUnicodeRange(characters),
      }
      const [regular, bold = regular] = weights
      return [
        { ...face, weight: regular, answersFor: '400' as const },
        { ...face, weight: bold, answersFor: '700' as const },
      ]
    })
}
