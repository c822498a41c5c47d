import { pathOf } from './lint/direction.ts'
import { readSources } from './sources.ts'

/** A reader follows a redemption by going down: no file reaches itself through its imports, those of types included. */
export function importCycles(textByPath: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const importsByPath = new Map([...textByPath].map(([path, text]) => [path, importsOf(path, text)]))
  const cycles: (readonly string[])[] = []
  const finished = new Set<string>()

  function walk(path: string, trail: readonly string[]) {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push([...trail.slice(start), path])
    if (start >= 0 || finished.has(path)) return
    for (const imported of importsByPath.get(path) ?? []) walk(imported, [...trail, path])
    finished.add(path)
  }

  for (const path of importsByPath.keys()) walk(path, [])
  return cycles
}

function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g)].flatMap(
    ([, source]) => pathOf(path, source ?? '') ?? [],
  )
}

if (import.meta.main) {
  const cycles = importCycles(await readSources(['src/**/*.{ts,tsx}']))
  for (const cycle of cycles) console.error(`A cycle of imports: ${cycle.join(' → ')}`)
  process.exitCode = cycles.length > 0 ? 1 : 0
}
