import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Database } from '#server/database/database.ts'

export type WriterKind = 'flushed' | 'stock' | 'postgres'

/** A process of its own that writes (`acknowledging-writer.ts`); resolves when its store is open. */
export async function startWriter(kind: WriterKind, place: string, writers: number): Promise<Writer> {
  const program = fileURLToPath(new URL('acknowledging-writer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, kind, place, String(writers)])
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const acknowledged: number[] = []
  let notify = () => {}
  createInterface(child.stdout).on('line', (line) => {
    if (line !== 'ready') acknowledged.push(Number(line))
    notify()
  })

  async function until(done: () => boolean): Promise<void> {
    while (!done()) {
      const told = new Promise<void>((resolve) => (notify = resolve))
      await Promise.race([told, ended])
      if (child.exitCode !== null) throw new Error(`The writer ended:\n${errors}`)
    }
  }

  await until(() => acknowledged.length > 0)
  return {
    acknowledged,
    acknowledges: (count) => until(() => acknowledged.length >= count),
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export type Writer = {
  /** The rows for which the store answered, in the order of the answers. */
  readonly acknowledged: readonly number[]
  readonly acknowledges: (count: number) => Promise<void>
  readonly signal: (name: 'SIGSTOP' | 'SIGCONT') => void
  readonly kill: () => Promise<void>
}

/** What is there after the end of a writer, against what it had been told. */
export async function compareWithAnswers(
  database: Database,
  acknowledged: readonly number[],
): Promise<{ readonly lost: number; readonly torn: number; readonly rows: number }> {
  const rows = await database.query<{ id: number; twin: number | null }>(
    'SELECT acts.id, twins.id AS twin FROM acts FULL JOIN twins USING (id)',
  )
  const there = new Set(rows.map(({ id }) => id))
  return {
    lost: acknowledged.filter((id) => !there.has(id)).length,
    torn: rows.filter(({ id, twin }) => id === null || twin === null).length,
    rows: rows.length,
  }
}
