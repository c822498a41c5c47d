import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder for what need not outlive the machine: in memory where there is a gigabyte for it. A test of what is
 * flushed counts the calls; that the disk obeys is tried by `npm run bench -- power-cut`.
 */
export function makeFastFolder(name: string): string {
  return mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), `carnet-${name}-`))
}

const memory = '/dev/shm'
const gigabyte = 2 ** 30

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > gigabyte
}
