import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, ok, type Result } from '#domain/result.ts'
import type { StoreFailure } from './database.ts'
import { flushPath, type Disk } from './disk.ts'

/**
 * One process at a time in a data folder. The operating system holds the lock, through SQLite's lock on an empty file,
 * and lets go when the process ends in any way: nothing is left to be judged stale. `store.pid` is for the sentence only.
 */
export async function lockFolder(folder: string, disk: Disk): Promise<Result<() => void, StoreFailure>> {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder)
      await flushPath(disk, dirname(folder))
    }
    rmdirSync(mkdtempSync(join(folder, 'open-')))
  } catch (error) {
    return fail({ type: 'folder-not-writable', folder, reason: codeOf(error) })
  }
  const lock = new DatabaseSync(join(folder, 'store.lock'), { timeout: 0 })
  const holder = join(folder, 'store.pid')
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    return fail({ type: 'folder-in-use', folder, holder: readHolder(holder) })
  }
  writeFileSync(holder, String(process.pid))
  return ok(() => {
    rmSync(holder, { force: true })
    lock.close()
  })
}

/** 0: the holder has not yet said. Its number may be one of another container. */
function readHolder(path: string): number {
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
}

const sqliteBusy = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
