import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A disk whose power can be cut: an ext4 in a file of another ext4 (loop devices, root). What the inner one has not given
 * to its device is lost. A model: the device itself forgets nothing and reorders nothing.
 */
export type BreakableDisk = {
  readonly folder: string
  /** The disk as it is after a cut at this moment, mounted, its journal played. */
  readonly cut: () => { readonly folder: string; readonly remove: () => void }
  readonly remove: () => void
}

export function makeBreakableDisk(): BreakableDisk {
  if (process.getuid?.() !== 0) throw new Error('The power-cut bench mounts loop devices: run it as root.')
  const base = mkdtempSync(join(tmpdir(), 'carnet-disk-'))
  // PostgreSQL runs as a user of its own.
  chmodSync(base, 0o755)
  const outer = mountFile(join(base, 'outer.img'), '3G', join(base, 'outer'))
  const image = join(base, 'outer', 'inner.img')
  const inner = mountFile(image, '1500M', join(base, 'inner'))
  return {
    folder: join(base, 'inner'),
    cut() {
      const copy = join(base, 'copy.img')
      // Only the outer one is frozen: freezing the inner one would flush it.
      run('fsfreeze', '-f', join(base, 'outer'))
      try {
        run('cp', '--sparse=always', image, copy)
      } finally {
        run('fsfreeze', '-u', join(base, 'outer'))
      }
      const folder = join(base, 'copy')
      mkdirSync(folder)
      mount(copy, folder)
      return {
        folder,
        remove() {
          // Lazily: a store that did not open may have left files open in this process.
          run('umount', '-l', folder)
          rmSync(folder, { recursive: true })
          rmSync(copy)
        },
      }
    },
    remove() {
      inner()
      outer()
      rmSync(base, { recursive: true })
    },
  }
}

function mountFile(file: string, size: string, folder: string): () => void {
  run('truncate', '-s', size, file)
  run('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', file)
  mkdirSync(folder)
  mount(file, folder)
  return () => run('umount', folder)
}

function mount(file: string, folder: string): void {
  try {
    run('mount', '-o', 'loop', file, folder)
  } catch (error) {
    throw new Error('This machine mounts no loop device, so no power can be cut on it.', { cause: error })
  }
}

function run(program: string, ...parameters: readonly string[]): void {
  execFileSync(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
}
