import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { french, languages, type Language } from '#client/i18n/languages.ts'
import type { Figure } from './figure.ts'

const app = 'dist'

/** What a person's device fetches once more for their language: its texts, gzipped, and the fonts of its script. */
export async function measureLanguagePacks(): Promise<readonly Figure[]> {
  const manifest = JSON.parse(await readFile(join(app, '.vite/manifest.json'), 'utf8')) as Manifest
  const assets = await readdir(join(app, 'assets'))
  const packs = languages.filter(({ code, pseudo }) => code !== french.code && !pseudo)
  return Promise.all(
    packs.map(async (language) => {
      const texts = await Promise.all(textsOf(language, manifest).map(gzippedSize))
      const fonts = await Promise.all(fontsOf(language, assets).map(sizeOf))
      const bytes = [...texts, ...fonts].reduce((sum, size) => sum + size, 0)
      return { name: `language pack, ${language.code}`, value: Math.round(bytes / 102.4) / 10, unit: 'kB' }
    }),
  )
}

type Manifest = Readonly<Record<string, { readonly file: string }>>

function textsOf({ code }: Language, manifest: Manifest): readonly string[] {
  return Object.entries(manifest).flatMap(([source, { file }]) =>
    source.startsWith(`locales/${code}/`) ? [file] : [],
  )
}

/** Latin comes with the app. */
function fontsOf({ script }: Language, assets: readonly string[]): readonly string[] {
  if (script === french.script) return []
  return assets.filter((name) => name.startsWith(`font-${script}-`)).map((name) => join('assets', name))
}

async function gzippedSize(file: string): Promise<number> {
  return gzipSync(await readFile(join(app, file)), { level: 9 }).length
}

async function sizeOf(file: string): Promise<number> {
  return (await readFile(join(app, file))).length
}
