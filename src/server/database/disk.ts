import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fsync,
  fsyncSync,
  openSync,
  readdirSync,
  statSync,
  type Dirent,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What makes written bytes outlive a power cut. An argument, so that a test can count the calls and let one fail. */
export type Disk = {
  /** Contents, size and name of an open file, or the entries of an open folder. */
  readonly flush: (file: number) => void
  /** Contents and size of an open file. */
  readonly flushContents: (file: number) => void
  /** The same two, without stopping this thread. */
  readonly flushMeanwhile: (file: number) => Promise<void>
  readonly flushContentsMeanwhile: (file: number) => Promise<void>
}

export const disk: Disk = {
  flush: fsyncSync,
  flushContents: fdatasyncSync,
  flushMeanwhile: promisify(fsync),
  flushContentsMeanwhile: promisify(fdatasync),
}

/** Everything below a folder, names included, several files at a time: one after the other takes eight times longer. */
export async function flushTree(disk: Pick<Disk, 'flushMeanwhile'>, folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map(pathOf)
    .values()
  const walkers = Array.from({ length: atOnce }, async () => {
    for (const path of paths) await flushPath(disk, path)
  })
  await Promise.all(walkers)
  await flushPath(disk, folder)
}

const atOnce = 16

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name)
}

/** A file, or the names in a folder. Windows opens no folder and keeps names by itself. */
export async function flushPath(disk: Pick<Disk, 'flushMeanwhile'>, path: string): Promise<void> {
  const isFolder = statSync(path).isDirectory()
  if (isFolder && process.platform === 'win32') return
  const file = openSync(path, isFolder ? 'r' : 'r+')
  try {
    await disk.flushMeanwhile(file)
  } finally {
    closeSync(file)
  }
}
