import { readFileSync } from 'node:fs'
import * as hb from 'harfbuzzjs'
import subsetFont from 'subset-font'
import { beforeAll, expect, test } from 'vitest'
import { cutToWords } from '../../vite/fonts/cut-to-words.ts'
import { fontFaces, type FontFaceRecipe } from '../../vite/fonts/font-faces.ts'

const nastaliq = fontFaces('locales').find(({ family }) => family === 'Carnet Nastaliq')
let whole: Buffer

beforeAll(async () => {
  const { file, characters, weight } = known(nastaliq)
  const options = { variationAxes: { wght: weight }, noHinting: true, targetFormat: 'sfnt' } as const
  whole = await subsetFont(readFileSync(file), characters, options)
}, 30_000)

test('[Y26] each word of Urdu is drawn by the cut font as the whole one draws it: the same forms at the same places', async () => {
  const { characters, words = [] } = known(nastaliq)
  const [before, after] = [fontOf(whole), fontOf(await cutToWords(whole, characters, words))]
  expect(words.length).toBeGreaterThan(300)
  expect(words).toContain('اردو')
  expect(words.filter((word) => drawn(after, word) !== drawn(before, word))).toEqual([])
}, 60_000)

test('[Y26] the comparison sees a form that was cut away', async () => {
  const before = fontOf(whole)
  const after = fontOf(await cutToWords(whole, known(nastaliq).characters, ['اردو']))
  expect(drawn(after, 'اردو')).toBe(drawn(before, 'اردو'))
  expect(drawn(after, 'صحت')).not.toBe(drawn(before, 'صحت'))
}, 30_000)

function known(face: FontFaceRecipe | undefined): FontFaceRecipe {
  if (!face) throw new Error('Urdu has no face')
  return face
}

function fontOf(bytes: Uint8Array): hb.Font {
  return new hb.Font(new hb.Face(new hb.Blob(Uint8Array.from(bytes).buffer)))
}

/** Outlines and places: glyphs have other numbers once the font is cut. */
function drawn(font: hb.Font, word: string): string {
  const buffer = new hb.Buffer()
  buffer.addText(word)
  buffer.guessSegmentProperties()
  hb.shape(font, buffer)
  const places = buffer.getGlyphPositions()
  const glyphs = buffer.getGlyphInfos().map(({ codepoint }) => font.glyphToPath(codepoint))
  return JSON.stringify(glyphs.map((outline, at) => [outline, places[at]]))
}
