import { createHash } from 'node:crypto'

/** What was decided, line by line. Signatures are random, so neither they nor what hangs on them stands in it. */
export type Trace = {
  readonly lines: readonly string[]
  readonly note: (line: string) => void
  readonly hash: () => string
}

export function createTrace(): Trace {
  const lines: string[] = []
  return {
    lines,
    note: (line) => void lines.push(line),
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
  }
}
