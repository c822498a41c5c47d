import { closeSync, openSync } from 'node:fs'
import type { Disk } from './disk.ts'

/**
 * PostgreSQL's log of changes (WAL), flushed for many at once. Asking is cheap; who answers awaits `settled`, and who
 * changes any other file calls `flushNow` before. After one failure nothing is ever flushed or settled again: the system
 * may have thrown the bytes away, and a second try would succeed without them.
 */
export type WalFlush = {
  /** This segment has bytes that somebody relies on. */
  readonly ask: (path: string) => void
  readonly flushNow: () => void
  /** All that was asked until this call is on the disk. One flush serves everybody who waits. */
  readonly settled: () => Promise<void>
  readonly reportFailure: (error: unknown) => void
  readonly failed: () => boolean
  /** Throws after a failure. */
  readonly check: () => void
  /** Segments since the last call of `forgetSegments`. */
  readonly segments: () => number
  readonly forgetSegments: () => void
  readonly close: () => void
}

type Segment = { readonly file: number; asked: number }

export function createWalFlush(disk: Disk): WalFlush {
  const open = new Map<string, Segment>()
  let newest = ''
  let begun = 0
  let asked = 0
  let flushed = 0
  let forced = 0
  let running: Promise<void> | undefined
  let failure: { readonly cause: unknown } | undefined

  function ask(path: string): void {
    if (path !== newest) begun++
    newest = path
    // Our own handle: PostgreSQL closes its own when it pleases.
    const segment = open.get(path) ?? { file: openSync(path, 'r+'), asked }
    segment.asked = ++asked
    open.set(path, segment)
  }

  function flushNow(): void {
    check()
    if (flushed === asked || forced === asked) return
    try {
      for (const { file } of unflushed()) disk.flushContents(file)
    } catch (error) {
      reportFailure(error)
    }
    check()
    forced = asked
    // A system tells of a failure once: the flush that runs meanwhile may be the one that hears of it.
    if (!running) flushed = asked
  }

  async function settled(): Promise<void> {
    const mine = asked
    check()
    while (flushed < mine) {
      running ??= flushMeanwhile().finally(() => (running = undefined))
      await running
      check()
    }
  }

  async function flushMeanwhile(): Promise<void> {
    const until = asked
    try {
      await Promise.all(unflushed().map(({ file }) => disk.flushContentsMeanwhile(file)))
    } catch (error) {
      return reportFailure(error)
    }
    flushed = Math.max(flushed, until)
    closeUnless((path, segment) => path === newest || segment.asked > flushed)
  }

  function unflushed(): readonly Segment[] {
    return [...open.values()].filter((segment) => segment.asked > flushed)
  }

  function closeUnless(keep: (path: string, segment: Segment) => boolean): void {
    for (const [path, segment] of open) {
      if (keep(path, segment)) continue
      open.delete(path)
      closeSync(segment.file)
    }
  }

  function reportFailure(cause: unknown): void {
    failure ??= { cause }
  }

  function check(): void {
    if (failure) throw new Error('The embedded store stopped: its disk refused a flush', failure)
  }

  return {
    ask,
    flushNow,
    settled,
    reportFailure,
    check,
    failed: () => failure !== undefined,
    segments: () => begun,
    forgetSegments: () => (begun = 0),
    close: () => closeUnless(() => false),
  }
}
