import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { french, languages } from '#client/i18n/languages.ts'
import { packOf } from '#client/service-worker/pack-of.ts'
import type { Figure } from './figure.ts'

const app = 'dist'

/** What a person's device fetches once more for their language: its texts, gzipped, and the fonts of its script. */
export async function measureLanguagePacks(): Promise<readonly Figure[]> {
  const assets = (await readdir(join(app, 'assets'))).map((name) => join('assets', name))
  const packs = languages.filter(({ code, pseudo }) => code !== french.code && !pseudo)
  return Promise.all(
    packs.map(async (language) => {
      const texts = await Promise.all(packIn(assets, language.code).map(gzippedSize))
      const fonts = await Promise.all(packIn(assets, language.script).map(sizeOf))
      const bytes = [...texts, ...fonts].reduce((sum, size) => sum + size, 0)
      return { name: `language pack, ${language.code}`, value: Math.round(bytes / 102.4) / 10, unit: 'kB' }
    }),
  )
}

function packIn(assets: readonly string[], pack: string): readonly string[] {
  return assets.filter((file) => packOf(file) === pack)
}

async function gzippedSize(file: string): Promise<number> {
  return gzipSync(await readFile(join(app, file)), { level: 9 }).length
}

async function sizeOf(file: string): Promise<number> {
  return (await readFile(join(app, file))).length
}
