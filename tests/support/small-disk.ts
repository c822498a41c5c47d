import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'

/** A disk of a few megabytes that only the browser sees, in a mount namespace of its own. */
export type SmallDisk = {
  /** Starts Chromium with this disk in place. */
  readonly program: string
  /** Where this process sees a file that the browser has at `path`. */
  readonly seenAt: (path: string) => string
  /** Leaves this many bytes free. */
  readonly fill: (free: number) => void
  readonly empty: () => void
  readonly close: () => void
}

/** Mounts it at `folder`. No root is needed where a user may have namespaces. */
export async function openSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  mkdirSync(folder, { recursive: true })
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "${folder}" && echo mounted && exec sleep infinity`
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount])
  const refused = once(holder, 'exit').then(() =>
    Promise.reject(new Error('no disk of its own: unshare failed')),
  )
  await Promise.race([once(holder.stdout, 'data'), refused])
  refused.catch(() => undefined)
  const { pid } = holder
  if (pid === undefined) throw new Error('unshare has no process')
  const program = join(tmpdir(), `carnet-chromium-${pid}.sh`)
  const enter = `nsenter --target ${pid} --user --mount --preserve-credentials`
  writeFileSync(program, `#!/bin/sh\nexec ${enter} ${findChromium()} --no-sandbox "$@"\n`)
  chmodSync(program, 0o755)
  const seenAt = (path: string) => `/proc/${pid}/root${path}`
  const filler = join(seenAt(folder), 'filler')
  return {
    program,
    seenAt,
    fill(free) {
      const { bavail, bsize } = statfsSync(seenAt(folder))
      writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - free)))
    },
    empty: () => rmSync(filler, { force: true }),
    close() {
      holder.kill('SIGKILL')
      rmSync(program, { force: true })
    },
  }
}
