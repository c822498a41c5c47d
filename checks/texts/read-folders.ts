import { readdirSync, readFileSync } from 'node:fs'
import { french } from '#client/i18n/languages.ts'
import type { LanguageFolder, StatusFile } from './language-folder.ts'
import type { TextFile } from './text-file.ts'

const locales = new URL('../../locales/', import.meta.url)

/** Every folder of `locales`, French first. */
export function readFolders(): readonly LanguageFolder[] {
  const codes = readdirSync(locales).filter((code) => code !== french.code)
  return [french.code, ...codes].map(readFolder)
}

export function readFolder(code: string): LanguageFolder {
  const names = readdirSync(new URL(`${code}/`, locales)).filter((name) => name.endsWith('.json'))
  const files = names
    .filter((name) => name !== 'status.json')
    .map((name) => [name.replace(/\.json$/, ''), read(code, name) as TextFile] as const)
  const status = names.includes('status.json') ? (read(code, 'status.json') as StatusFile) : undefined
  return { code, files: new Map(files), status }
}

function read(code: string, name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${code}/${name}`, locales), 'utf8'))
}
