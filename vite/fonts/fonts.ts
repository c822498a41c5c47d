import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'
import { cutToWords } from './cut-to-words.ts'
import { fontFaces, type FontFaceRecipe } from './font-faces.ts'

const name = 'virtual:fonts'
const locales = fileURLToPath(new URL('../../locales', import.meta.url))

/** `virtual:fonts` is the list of our faces; a build cuts their files down to the characters that they show. */
export function fonts(): Plugin {
  let isBuild = false
  return {
    name: 'fonts',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId(source) {
      return source === name ? `\0${name}` : null
    },
    async load(id) {
      if (id !== `\0${name}`) return null
      const faces = fontFaces(locales)
      if (!isBuild) return moduleOf(faces, (face) => JSON.stringify(`/@fs${face.file}`))
      const files = await Promise.all(
        faces.map(async (face) => {
          const source = await fileOf(face)
          return [face, this.emitFile({ type: 'asset', name: assetName(face), source })] as const
        }),
      )
      const references = new Map(files)
      return moduleOf(faces, (face) => `import.meta.ROLLUP_FILE_URL_${references.get(face) ?? ''}`)
    },
  }
}

/** The service worker knows by its name which languages a font belongs to. */
function assetName({ family, script }: FontFaceRecipe): string {
  return family.includes('Names') ? `names-${script}.woff2` : `font-${script}.woff2`
}

const kept = fileURLToPath(new URL('../../node_modules/.cache/carnet-fonts/', import.meta.url))

/** Another way of cutting makes another font. */
const cutters = ['./cut-to-words.ts', './fonts.ts'].map((file) =>
  readFileSync(new URL(file, import.meta.url)),
)

/** Cutting takes seconds; the same cut of the same font is kept beside the packages. */
async function fileOf(face: FontFaceRecipe): Promise<Buffer> {
  const font = readFileSync(face.file)
  const { characters, weight, words } = face
  const cut = createHash('sha256')
    .update(Buffer.concat([...cutters, font]))
    .update(JSON.stringify([characters, weight, words]))
    .digest('hex')
  const path = `${kept}${cut}.woff2`
  if (existsSync(path)) return readFileSync(path)
  const small = await cutFont(face)
  mkdirSync(kept, { recursive: true })
  writeFileSync(path, small)
  return small
}

/** The font of one weight, with what its face draws. */
export async function cutFont({ file, characters, weight, words }: FontFaceRecipe): Promise<Buffer> {
  const font = readFileSync(file)
  const options = { variationAxes: { wght: weight }, noHinting: true } as const
  if (!words) return subsetFont(font, characters, { ...options, targetFormat: 'woff2' })
  const allForms = await subsetFont(font, characters, { ...options, targetFormat: 'sfnt' })
  const forms = await cutToWords(allForms, characters, words)
  return subsetFont(forms, '', { keepAllGlyphs: true, targetFormat: 'woff2' })
}

function moduleOf(faces: readonly FontFaceRecipe[], url: (face: FontFaceRecipe) => string): string {
  const rows = faces.map(
    (face) =>
      `[${JSON.stringify(face.family)}, ${url(face)}, '${face.answersFor}', ${JSON.stringify(face.range)}]`,
  )
  return `export const faces = [\n${rows.join(',\n')}\n]\n`
}
