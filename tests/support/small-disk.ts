import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'

/** A disk of a few megabytes that only the browser sees, in a mount namespace of its own. */
export type SmallDisk = {
  /** Starts Chromium with this disk in place. */
  readonly program: string
  /** Where this process sees a file that the browser has at `path`. */
  readonly seenAt: (path: string) => string
  /** Leaves this many bytes free, and takes again what the browser itself frees, until `empty`. */
  readonly fill: (free: number) => void
  readonly empty: () => void
  readonly close: () => void
}

/** Mounts it at `folder`. No root is needed where a user may have namespaces; root needs none of a user's own. */
export async function openSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  mkdirSync(folder, { recursive: true })
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "${folder}" && echo mounted && exec sleep infinity`
  const { holder, spaces } = await holdMount(mount)
  const { pid } = holder
  if (pid === undefined) throw new Error('unshare has no process')
  const program = join(tmpdir(), `carnet-chromium-${pid}.sh`)
  const enter = `nsenter --target ${pid} ${spaces.includes('--user') ? '--user --preserve-credentials ' : ''}--mount`
  writeFileSync(program, `#!/bin/sh\nexec ${enter} ${findChromium()} --no-sandbox "$@"\n`)
  chmodSync(program, 0o755)
  const seenAt = (path: string) => `/proc/${pid}/root${path}`
  const filler = join(seenAt(folder), 'filler')
  let refilling: NodeJS.Timeout | undefined
  function empty(): void {
    clearInterval(refilling)
    rmSync(filler, { force: true })
  }
  return {
    program,
    seenAt,
    fill(free) {
      const refill = () => fillUntil(filler, () => freeAt(seenAt(folder)) - free)
      refill()
      refilling = setInterval(refill, 5)
    },
    empty,
    close() {
      clearInterval(refilling)
      holder.kill('SIGKILL')
      rmSync(program, { force: true })
    },
  }
}

/** A process that keeps the mount alive, in the first kind of namespace that this machine allows. */
async function holdMount(mount: string): Promise<{ holder: ChildProcess; spaces: readonly string[] }> {
  const asUser = ['--user', '--map-root-user', '--mount']
  for (const spaces of process.getuid?.() === 0 ? [asUser, ['--mount']] : [asUser]) {
    const holder = spawn('unshare', [...spaces, 'sh', '-c', mount])
    const mounted = once(holder.stdout, 'data').then(() => true)
    const ended = once(holder, 'close').then(
      () => false,
      () => false,
    )
    if (await Promise.race([mounted, ended])) return { holder, spaces }
  }
  throw new Error('No disk of its own for the browser: this machine allows no mount namespace.')
}

function freeAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** The browser writes and deletes meanwhile: until nothing is left, in pieces, and a refusal is the end. */
function fillUntil(file: string, left: () => number): void {
  const piece = new Uint8Array(1024 * 1024)
  const filler = openSync(file, 'a')
  try {
    for (let bytes = left(); bytes > 0; bytes = left())
      writeSync(filler, piece, 0, Math.min(bytes, piece.length))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(filler)
  }
}
