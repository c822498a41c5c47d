import type { Language } from './languages.ts'
import { readTexts } from './locale-files.ts'
import type { Texts } from './pseudo-locale.ts'

/** Those of these languages of which this device lacks a letter. It fetches the fonts that it does not have yet. */
export async function languagesNotDrawn(languages: readonly Language[]): Promise<readonly Language[]> {
  const { missingGlyphs } = await import('./missing-glyphs.ts')
  const lacking = await Promise.all(
    languages.map(async (language) => {
      const text = language.autonym + sentences(await readTexts(language.code, 'balance'))
      return (await missingGlyphs(text, familiesOf(language))).length > 0 ? language : undefined
    }),
  )
  return lacking.filter((language) => language !== undefined)
}

export function familiesOf({ script }: Language): string {
  return script === 'Aran' ? '"Carnet Nastaliq", Carnet, sans-serif' : 'Carnet, sans-serif'
}

function sentences(texts: Texts): string {
  // Left to French, or not written yet: French is drawn in its place.
  const values: readonly (string | Texts | null)[] = Object.values(texts)
  return values.map((value) => (typeof value === 'string' || !value ? value : sentences(value))).join('')
}
