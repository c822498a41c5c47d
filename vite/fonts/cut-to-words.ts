import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as hb from 'harfbuzzjs'

/**
 * A font (TrueType) with the forms alone that these words show, and those that the shaper goes through on the way to
 * them, and each character by itself. Words of other texts may lack the form that joins them: they want another font.
 */
export async function cutToWords(
  font: Uint8Array,
  characters: string,
  words: readonly string[],
): Promise<Buffer> {
  return keepGlyphs(font, characters, glyphsOf(font, [...words, ...characters]))
}

/** All that the shaper puts in the place of a letter, what it then replaces included. */
function glyphsOf(font: Uint8Array, words: readonly string[]): ReadonlySet<number> {
  const shaper = new hb.Font(new hb.Face(new hb.Blob(Uint8Array.from(font).buffer)))
  const glyphs = new Set<number>()
  const look = (buffer: hb.Buffer) => {
    for (const { codepoint } of buffer.getGlyphInfos()) glyphs.add(codepoint)
    return true
  }
  for (const word of words) {
    const buffer = new hb.Buffer()
    buffer.addText(word)
    buffer.guessSegmentProperties()
    buffer.setMessageFunc(look)
    hb.shape(shaper, buffer)
    look(buffer)
  }
  return glyphs
}

// HarfBuzz's own names and values (hb-subset.h): the package for cutting knows characters, not glyphs.
const writable = 2
const layoutFeatures = 6
const withoutHints = 0x1
const withoutClosure = 0x200

type Cutter = Readonly<Record<string, (...values: readonly number[]) => number>> & {
  readonly memory: { readonly buffer: ArrayBuffer }
}

type Instantiate = (bytes: Uint8Array) => Promise<{ readonly instance: { readonly exports: Cutter } }>

// The types of Node leave it to those of a page, and those of a page do not know what is in it.
const { instantiate } = Reflect.get(globalThis, 'WebAssembly') as unknown as {
  readonly instantiate: Instantiate
}

async function keepGlyphs(
  font: Uint8Array,
  characters: string,
  glyphs: ReadonlySet<number>,
): Promise<Buffer> {
  const file = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')
  const cutter = (await instantiate(readFileSync(file))).instance.exports
  const call = (name: string, ...values: readonly number[]) => {
    const known = cutter[name]
    if (!known) throw new Error(`harfbuzzjs has no ${name} as we know it`)
    return known(...values)
  }
  call('_initialize')
  const at = call('malloc', font.length)
  new Uint8Array(cutter.memory.buffer).set(font, at)
  const face = call('hb_face_create', call('hb_blob_create', at, font.length, writable, 0, 0), 0)
  const input = call('hb_subset_input_create_or_fail')
  const features = call('hb_subset_input_set', input, layoutFeatures)
  call('hb_set_clear', features)
  call('hb_set_invert', features)
  call('hb_subset_input_set_flags', input, withoutHints | withoutClosure)
  const unicodes = call('hb_subset_input_unicode_set', input)
  for (const character of characters) call('hb_set_add', unicodes, character.codePointAt(0) ?? 0)
  const kept = call('hb_subset_input_glyph_set', input)
  for (const glyph of glyphs) call('hb_set_add', kept, glyph)
  const small = call('hb_subset_or_fail', face, input)
  if (small === 0) throw new Error('HarfBuzz cannot cut this font')
  const result = call('hb_face_reference_blob', small)
  const from = call('hb_blob_get_data', result, 0)
  return Buffer.from(cutter.memory.buffer.slice(from, from + call('hb_blob_get_length', result)))
}
