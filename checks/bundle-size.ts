import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { measureLanguagePacks } from '#tests/bench/language-packs.ts'

/** The French of staff is listed there, and the pages that few open. */
const frenchFiles = 'src/client/i18n/french-files.ts'
const morePages = 'src/client/app/more-pages.ts'

/**
 * What each role downloads and runs before its first screen answers, in kB of 1024 bytes of gzipped JavaScript. On a
 * stranger's phone that is the balance with its French sentences, which are a script too; a tablet has its own long before.
 */
const budgets: readonly Budget[] = [
  {
    role: 'balance',
    budget: 115,
    entry: 'src/client/features/balance/balance-screen.tsx',
    beside: ['locales/fr/balance.json'],
  },
  {
    role: 'venue',
    budget: 130,
    entry: 'src/client/features/redeem/redeem-screen.tsx',
    beside: [frenchFiles],
  },
  {
    role: 'mediator',
    budget: 145,
    entry: 'src/client/features/handover/handover-screen.tsx',
    beside: [frenchFiles],
  },
  {
    role: 'manager',
    budget: 200,
    entry: 'src/client/features/manage/manage-screen.tsx',
    beside: [frenchFiles, morePages],
  },
]

type Budget = {
  readonly role: string
  readonly budget: number
  readonly entry: string
  /** Loaded on the way to it, or with it. */
  readonly beside: readonly string[]
}

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
  const isChunk = ({ entry, beside }: Budget) =>
    [entry, ...beside].every((source) => manifest[source]?.isDynamicEntry === true)
  const sizes = await Promise.all(
    budgets.filter(isChunk).map(async ({ role, budget, entry, beside }) => {
      const bytes = await gzippedSize(eagerFiles(manifest, [...start, entry, ...beside]))
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
