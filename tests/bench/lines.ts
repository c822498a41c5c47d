import { readSources } from '../../checks/sources.ts'
import type { Figure } from './figure.ts'

/** Lines that somebody wrote and has to read: no data, no texts, no vectors. */
export async function countLines(): Promise<readonly Figure[]> {
  return [
    { name: 'lines of source', value: await linesOf('src/**/*.{ts,tsx,css,sql}'), unit: 'lines' },
    { name: 'lines of tests', value: await linesOf('tests/**/*.{ts,tsx}'), unit: 'lines' },
  ]
}

async function linesOf(pattern: string): Promise<number> {
  const sources = await readSources([pattern])
  return [...sources.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0)
}
