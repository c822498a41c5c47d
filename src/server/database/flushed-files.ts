import { relative } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import type { Disk } from './disk.ts'
import type { WalFlush } from './wal-flush.ts'

/**
 * PGlite's files in a folder, with the one function that it lacks: what PostgreSQL asks to have flushed is flushed. The
 * order of PostgreSQL holds: no page and no name changes on the disk before the log that tells of it.
 */
export function openFlushedFiles(folder: string, disk: Disk, wal: WalFlush): NodeFS {
  const files = new NodeFS(folder)
  const init = files.init.bind(files)
  files.init = async (pglite, options) => {
    const { emscriptenOpts } = await init(pglite, options)
    const flushFiles = (module: object) => flushForReal(module as EmscriptenModule, folder, disk, wal)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), flushFiles] } }
  }
  return files
}

/** `wal_sync_method`: PGlite answers `fdatasync` without asking the file system, `fsync` with. */
export const flushingSettings = {
  fsync: 'on',
  wal_sync_method: 'fsync',
  synchronous_commit: 'on',
  full_page_writes: 'on',
} as const

const inputOutputError = 29
const changesOfNodes = ['setattr', 'mknod', 'rename', 'unlink', 'rmdir', 'symlink'] as const
const changesOfStreams = ['write', 'setattr', 'msync'] as const

function flushForReal({ NODEFS, FS }: EmscriptenModule, folder: string, disk: Disk, wal: WalFlush): void {
  NODEFS.stream_ops['fsync'] = (stream) => {
    try {
      wal.check()
      if (isSegment(stream)) {
        wal.ask(NODEFS.realPath(stream.node))
      } else {
        wal.flushNow()
        disk.flush(stream.nfd)
      }
      return 0
    } catch (error) {
      wal.reportFailure(error)
      return inputOutputError
    }
  }
  for (const name of changesOfNodes) NODEFS.node_ops[name] = afterLog(NODEFS.node_ops[name])
  for (const name of changesOfStreams) NODEFS.stream_ops[name] = afterLog(NODEFS.stream_ops[name], isSegment)

  function isSegment(stream: Stream): boolean {
    return /^pg_wal[/\\][0-9A-F]{24}$/.test(relative(folder, NODEFS.realPath(stream.node)))
  }

  function afterLog<First>(
    change: Operation<First> | undefined,
    isLog: (first: First) => boolean = () => false,
  ): Operation<First> {
    return (first, ...rest) => {
      try {
        if (isLog(first)) wal.check()
        else wal.flushNow()
      } catch {
        throw new FS.ErrnoError(inputOutputError)
      }
      return change?.(first, ...rest)
    }
  }
}

type Stream = { readonly node: object; readonly nfd: number }
type Operation<First> = (first: First, ...rest: readonly unknown[]) => unknown

/** The part of PGlite's file layer that we lean on; `openPglite` proves at each start that it is still there. */
type EmscriptenModule = {
  readonly NODEFS: {
    readonly node_ops: Record<string, Operation<object>>
    readonly stream_ops: Record<string, Operation<Stream>>
    readonly realPath: (node: object) => string
  }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}
