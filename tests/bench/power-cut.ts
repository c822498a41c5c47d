import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from '#server/database/database.ts'
import { oneSession } from '#server/database/one-session.ts'
import { openPglite } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { startDurablePostgres } from '#tests/support/temporary-postgres.ts'
import { compareWithAnswers, startWriter, type WriterKind } from '#tests/support/writer-process.ts'
import { makeBreakableDisk, type BreakableDisk } from './breakable-disk.ts'
import type { Figure } from './figure.ts'

/** Answers awaited before each cut: within the first segment of the log, and beyond several and a checkpoint. */
const cuts: readonly { readonly kind: WriterKind; readonly answers: readonly number[] }[] = [
  { kind: 'stock', answers: [1, 500, 3000] },
  { kind: 'flushed', answers: [1, 500, 3000] },
  { kind: 'postgres', answers: [1, 500, 3000] },
]

/** What stores lose of what they answered when the power goes. PGlite as shipped must lose some, or the method is blind. */
export async function cutPower(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const { kind, answers } of cuts) {
    for (const count of answers) {
      const { acknowledged, lost, torn } = await cutOnce(kind, count)
      if (kind === 'stock' && lost === 0) throw new Error('The method is blind: stock PGlite lost nothing')
      const name = `power cut, ${kind}, after ${acknowledged} answers`
      figures.push(
        { name: `${name}, lost`, value: lost, unit: 'answers' },
        { name: `${name}, torn`, value: torn, unit: 'pairs' },
      )
    }
  }
  return figures
}

async function cutOnce(kind: WriterKind, count: number) {
  const disk = makeBreakableDisk()
  try {
    const running = await begin(kind, disk)
    const writer = await startWriter(kind, running.place, 16)
    await writer.acknowledges(count)
    writer.signal('SIGSTOP')
    const after = disk.cut()
    try {
      await writer.kill()
      await running.stop()
      const { lost, torn } = await look(kind, after.folder, writer.acknowledged)
      return { acknowledged: writer.acknowledged.length, lost, torn }
    } finally {
      after.remove()
    }
  } finally {
    disk.remove()
  }
}

async function begin(kind: WriterKind, disk: BreakableDisk) {
  const folder = join(disk.folder, 'data')
  mkdirSync(folder)
  if (kind !== 'postgres') return { place: folder, stop: async () => {} }
  const server = await startDurablePostgres({ folder, recover: false })
  return { place: server.url, stop: server.stop }
}

async function look(kind: WriterKind, disk: string, acknowledged: readonly number[]) {
  const folder = join(disk, 'data')
  if (kind === 'postgres') {
    const server = await startDurablePostgres({ folder, recover: true })
    try {
      return await compare(openPostgres(server.url), acknowledged)
    } finally {
      await server.stop()
    }
  }
  if (kind === 'flushed') return compare(openPglite(folder), acknowledged)
  return lookAtStock(join(folder, 'database'), acknowledged)
}

/** As shipped it may not even open, or have no table: then all is lost. */
async function lookAtStock(folder: string, acknowledged: readonly number[]) {
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  const all = { lost: acknowledged.length, torn: 0 }
  const pglite = await PGlite.create({ dataDir: folder, parsers: { 20: Number } }).catch(() => undefined)
  if (!pglite) return all
  try {
    return await compareWithAnswers(oneSession(pglite), acknowledged)
  } catch {
    return all
  } finally {
    await pglite.close()
  }
}

async function compare(opening: ReturnType<typeof openPglite>, acknowledged: readonly number[]) {
  const opened = await opening
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const database: Database = opened.value
  const result = await compareWithAnswers(database, acknowledged)
  await database.close()
  return result
}
