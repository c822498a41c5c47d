import { readlinkSync } from 'node:fs'
import { disk, type Disk } from '#server/database/disk.ts'

/** The real disk, which writes down each flush when it has ended, and whose next flushes can be made to fail. */
export type RecordedDisk = Disk & {
  readonly flushes: Flush[]
  /** From now on a flush of a file whose path matches fails, as a dying disk does it. */
  readonly refuse: (path: RegExp) => void
  /** Flushes of the log that do not stop the thread wait until `release`. */
  readonly hold: () => void
  readonly release: () => void
}

export type Flush = { readonly path: string; readonly how: keyof Disk }

export function recordedDisk(): RecordedDisk {
  const flushes: Flush[] = []
  let refused: RegExp | undefined
  let gate = Promise.resolve()
  let open = () => {}

  function begin(file: number): string {
    const path = readlinkSync(`/proc/self/fd/${file}`)
    if (refused?.test(path)) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' })
    return path
  }

  return {
    flushes,
    refuse: (path) => (refused = path),
    hold() {
      gate = new Promise((resolve) => (open = resolve))
    },
    release: () => open(),
    flush(file) {
      const path = begin(file)
      disk.flush(file)
      flushes.push({ path, how: 'flush' })
    },
    flushContents(file) {
      const path = begin(file)
      disk.flushContents(file)
      flushes.push({ path, how: 'flushContents' })
    },
    async flushMeanwhile(file) {
      const path = begin(file)
      await disk.flushMeanwhile(file)
      flushes.push({ path, how: 'flushMeanwhile' })
    },
    async flushContentsMeanwhile(file) {
      const path = begin(file)
      await gate
      await disk.flushContentsMeanwhile(file)
      flushes.push({ path, how: 'flushContentsMeanwhile' })
    },
  }
}
