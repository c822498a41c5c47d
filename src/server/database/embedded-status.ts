import type { StoreStatus } from './database.ts'
import type { WalFlush } from './wal-flush.ts'

export const memoryStatus: StoreStatus = {
  kind: 'pglite',
  durability: 'embedded, in memory: gone with its process',
  lock: 'none: no other process can reach it',
  notPromised: ['everything'],
  failure: null,
}

export function flushedStatus(wal: WalFlush): StoreStatus {
  return {
    kind: 'pglite',
    durability: 'embedded, flushed: what was answered is on this disk, as far as the disk says the truth',
    lock: 'store.lock, held by the operating system until this process ends',
    notPromised: [
      'one copy on one disk: without a backup elsewhere, a lost disk loses everything',
      'a disk or a virtual machine that says "written" before it is',
      'a folder on a network file system, or opened from two machines',
      'PGlite is young and its makers promise no durability: that its flushes reach the disk is our own addition',
    ],
    failure: wal.failed()
      ? 'a write did not reach the disk: nothing is answered until an operator has looked at the disk'
      : null,
  }
}
