import { glob, readFile } from 'node:fs/promises'

/** The text of every file that the patterns name, by its path from the project's root. */
export async function readSources(patterns: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const textByPath = new Map<string, string>()
  for await (const path of glob(patterns)) textByPath.set(path, await readFile(path, 'utf8'))
  return textByPath
}
