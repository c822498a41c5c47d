import { existsSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { ok, type Result } from '#domain/result.ts'
import type { Database, StoreFailure } from './database.ts'
import { disk as realDisk, flushPath, flushTree, type Disk } from './disk.ts'
import { flushingSettings, openFlushedFiles } from './flushed-files.ts'
import { lockFolder } from './folder-lock.ts'
import { oneSession } from './one-session.ts'
import { createWalFlush, type WalFlush } from './wal-flush.ts'

/** The embedded database in a folder, for one process at a time. What it answers is on the disk. */
export async function openPglite(
  dataFolder: string,
  disk: Disk = realDisk,
): Promise<Result<Database, StoreFailure>> {
  const folder = resolve(dataFolder)
  const lock = await lockFolder(folder, disk)
  if (!lock.ok) return lock
  const unlock = lock.value
  try {
    const cluster = await prepareCluster(folder, disk)
    let flushes = 0
    const counted = { ...disk, flush: (file: number) => (flushes++, disk.flush(file)) }
    const wal = createWalFlush(disk)
    const files = openFlushedFiles(cluster, counted, wal)
    const pglite = await PGlite.create({ fs: files, startParams: flushingParameters(), parsers, serializers })
    await proveFlushed(pglite, wal, () => flushes)
    return ok(oneSession(pglite, { wal, unlock }))
  } catch (error) {
    unlock()
    throw error
  }
}

/** The embedded database in memory: gone with its process. */
export async function openMemory(): Promise<Database> {
  return oneSession(await PGlite.create({ parsers, serializers }))
}

/** PGlite's own reader and writer of bytes take each by itself, as text: thirty times as long for a head with its lists. */
const bytea = 17
const parsers = {
  20: Number,
  1700: Number,
  [bytea]: (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
}
const serializers = { [bytea]: bytesAsText }

function bytesAsText(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new Error('Not bytes.')
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
}

/** A folder that PostgreSQL can open, whole on the disk. A new one gets its name when it is finished. */
async function prepareCluster(folder: string, disk: Disk): Promise<string> {
  const cluster = join(folder, 'database')
  const unfinished = join(folder, 'database.new')
  rmSync(unfinished, { recursive: true, force: true })
  if (existsSync(cluster)) {
    // PGlite says that it holds the folder, and after a power cut an empty saying stops it. Our lock is the one that counts.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    await flushTree(disk, cluster)
  } else {
    await (await PGlite.create({ dataDir: unfinished })).close()
    await flushTree(disk, unfinished)
    renameSync(unfinished, cluster)
  }
  await flushPath(disk, folder)
  return cluster
}

/** PGlite's own, without `-F`, which means: do not flush. */
function flushingParameters(): string[] {
  const settings = Object.entries(flushingSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...settings]
}

/** Another version of PGlite may no longer pass by our file layer: then it does not open. */
export async function proveFlushed(pglite: PGlite, wal: WalFlush, flushes: () => number): Promise<void> {
  const before = flushes()
  await pglite.exec('CHECKPOINT')
  await wal.settled()
  if (wal.segments() === 0 || flushes() === before) throw new Error('This PGlite flushes nothing')
  wal.forgetSegments()
}
