import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

/** What each role downloads and runs before its first screen answers, in kB of 1024 bytes of gzipped JavaScript. */
const budgets = [
  { role: 'balance', budget: 115, entry: 'src/client/features/balance/balance-screen.tsx' },
  { role: 'venue', budget: 130, entry: 'src/client/features/redeem/redeem-screen.tsx' },
  { role: 'mediator', budget: 145, entry: 'src/client/features/handover/handover-screen.tsx' },
  { role: 'manager', budget: 200, entry: 'src/client/features/manage/manage-screen.tsx' },
] as const

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

async function measure(): Promise<boolean> {
  const manifest = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8')) as Manifest
  const start = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const missing = budgets.filter(({ entry }) => !manifest[entry]?.isDynamicEntry)
  for (const { role, entry } of missing) console.error(`${role}: ${entry} is not a chunk loaded on demand`)

  const roles = budgets.filter((role) => !missing.includes(role))
  const sizes = await Promise.all(
    roles.map(({ entry }) => gzippedSize(eagerFiles(manifest, [...start, entry]))),
  )
  roles.forEach(({ role, budget }, index) => {
    const size = (sizes[index] ?? 0) / 1024
    console.log(
      `${role.padEnd(9)}${size.toFixed(1).padStart(6)} kB of ${budget}${size > budget ? '  over' : ''}`,
    )
  })
  return missing.length === 0 && roles.every(({ budget }, index) => (sizes[index] ?? 0) <= budget * 1024)
}

async function gzippedSize(files: ReadonlySet<string>): Promise<number> {
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(`dist/${file}`)).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

if (import.meta.main) process.exitCode = (await measure()) ? 0 : 1
