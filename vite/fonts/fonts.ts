import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'
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

/** Cutting takes seconds; the same cut of the same font is kept beside the packages. */
async function fileOf({ file, characters, weight }: FontFaceRecipe): Promise<Buffer> {
  const font = readFileSync(file)
  const cut = createHash('sha256')
    .update(font)
    .update(JSON.stringify([characters, weight]))
    .digest('hex')
  const path = `${kept}${cut}.woff2`
  if (existsSync(path)) return readFileSync(path)
  const options = { targetFormat: 'woff2', variationAxes: { wght: weight }, noHinting: true } as const
  const small = await subsetFont(font, characters, options)
  mkdirSync(kept, { recursive: true })
  writeFileSync(path, small)
  return small
}

function moduleOf(faces: readonly FontFaceRecipe[], url: (face: FontFaceRecipe) => string): string {
  const rows = faces.map(
    (face) =>
      `[${JSON.stringify(face.family)}, ${url(face)}, '${face.answersFor}', ${JSON.stringify(face.range)}]`,
  )
  return `export const faces = [\n${rows.join(',\n')}\n]\n`
}
