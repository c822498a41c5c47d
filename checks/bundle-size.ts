import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { measureLanguagePacks } from '#tests/bench/language-packs.ts'

/** What each role downloads and runs before its first screen answers, in kB of 1024 bytes of gzipped JavaScript. */
const budgets = [
  { role: 'balance', budget: 115, entry: 'src/client/features/balance/balance-screen.tsx' },
  { role: 'venue', budget: 130, entry: 'src/client/features/redeem/redeem-screen.tsx' },
  { role: 'mediator', budget: 145, entry: 'src/client/features/handover/handover-screen.tsx' },
  { role: 'manager', budget: 200, entry: 'src/client/features/manage/manage-screen.tsx' },
] as const

/** What a language weighs once more for who reads it, texts and fonts, without voices; in kB of 1024 bytes. */
const packBudget = 80

/** The scripts that run for `entries` without a further click: each chunk and what it imports statically, once. */
export function eagerFiles(manifest: Manifest, entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  function walk(key: string) {
    if (seen.has(key)) return
    seen.add(key)
    for (const imported of manifest[key]?.imports ?? []) walk(imported)
  }
  entries.forEach(walk)
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []).filter((file) => file.endsWith('.js')))
}

export type Manifest = Readonly<Record<string, Chunk | undefined>>

type Chunk = {
  readonly file: string
  readonly isEntry?: boolean
  readonly isDynamicEntry?: boolean
  readonly imports?: readonly string[]
}

export type EagerSize = { readonly role: string; readonly bytes: number; readonly budget: number }

/** Of the app in `dist`; `missing` are screens that are no chunk of their own. */
export async function measureEagerSizes(): Promise<{
  readonly sizes: readonly EagerSize[]
  readonly missing: readonly string[]
}> {
  const manifest = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8')) as Manifest
  const start = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const isChunk = ({ entry }: { readonly entry: string }) => manifest[entry]?.isDynamicEntry === true
  const sizes = await Promise.all(
    budgets.filter(isChunk).map(async ({ role, budget, entry }) => {
      const bytes = await gzippedSize(eagerFiles(manifest, [...start, entry]))
      return { role, bytes, budget: budget * 1024 }
    }),
  )
  const missing = budgets.filter((role) => !isChunk(role)).map(({ role, entry }) => `${role}: ${entry}`)
  return { sizes, missing }
}

async function isWithinBudgets(): Promise<boolean> {
  const { sizes, missing } = await measureEagerSizes()
  for (const screen of missing) console.error(`${screen} is not a chunk loaded on demand`)
  for (const { role, bytes, budget } of sizes) {
    const size = (bytes / 1024).toFixed(1).padStart(6)
    console.log(`${role.padEnd(9)}${size} kB of ${budget / 1024}${bytes > budget ? '  over' : ''}`)
  }
  const packs = (await measureLanguagePacks()).toSorted((a, b) => b.value - a.value)
  const heavy = packs.filter(({ value }) => value > packBudget)
  const largest = packs[0]
  if (largest) console.log(`${largest.name}, the largest: ${largest.value} kB of ${packBudget}`)
  for (const { name, value } of heavy) console.error(`${name}: ${value} kB, over`)
  return missing.length === 0 && heavy.length === 0 && sizes.every(({ bytes, budget }) => bytes <= budget)
}

async function gzippedSize(files: ReadonlySet<string>): Promise<number> {
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(`dist/${file}`)).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

if (import.meta.main) process.exitCode = (await isWithinBudgets()) ? 0 : 1
