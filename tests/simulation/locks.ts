import type { Operation } from './operations.ts'

/** The Web Locks of one tablet: its tabs share them, and a tab that dies lets go. */
export function createLocks(noteChange: () => void) {
  const locks = new Map<string, { holder: Operation | undefined; readonly queue: Waiting[] }>()

  function grantNext(name: string) {
    const lock = lockOf(name)
    lock.holder = undefined
    for (let next = lock.queue.shift(); next; next = lock.queue.shift()) {
      if (next.operation.dead) continue
      take(name, next.operation)
      next.operation.queued--
      next.grant()
      return
    }
  }

  function take(name: string, operation: Operation) {
    lockOf(name).holder = operation
    operation.section = { underWay: 0 }
  }

  function lockOf(name: string) {
    const lock = locks.get(name) ?? { holder: undefined, queue: [] }
    locks.set(name, lock)
    return lock
  }

  return {
    async alone<Answer>(operation: Operation, name: string, run: () => Promise<Answer>): Promise<Answer> {
      if (lockOf(name).holder) {
        operation.queued++
        noteChange()
        await new Promise<void>((grant) => lockOf(name).queue.push({ operation, grant }))
      } else {
        take(name, operation)
      }
      try {
        return await run()
      } finally {
        operation.section = undefined
        grantNext(name)
        noteChange()
      }
    },
    /** The engine takes the locks of a tab that is gone. */
    release(dead: Operation): void {
      for (const [name, { holder }] of locks) if (holder === dead) grantNext(name)
    },
  }
}

type Waiting = { readonly operation: Operation; readonly grant: () => void }
