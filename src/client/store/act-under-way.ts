import { createCell, type Observable } from './observable.ts'

/** Acts of persons that are not over. */
export type ActCount = Observable<number> & {
  /** Answers how to say that it is over; saying it twice changes nothing. */
  readonly begin: () => () => void
  /** Resolves once none is under way. */
  readonly whenNone: () => Promise<void>
}

/** Being written: the handle of the store is not taken away under them. */
export const savedActs = createActCount()

/** On a screen, with what a person said or has to read: the page is not opened anew over them. */
export const shownActs = createActCount()

/** Resolves once no act is on the screen or being written, nor one that began as the one before it ended. */
export async function whenNoAct(): Promise<void> {
  while (shownActs.current() + savedActs.current() > 0) {
    await shownActs.whenNone()
    await savedActs.whenNone()
  }
}

function createActCount(): ActCount {
  const count = createCell(0)
  return {
    current: count.current,
    subscribe: count.subscribe,
    begin: () => {
      let over = false
      count.set(count.current() + 1)
      return () => {
        if (!over) count.set(count.current() - 1)
        over = true
      }
    },
    whenNone: async () => {
      if (count.current() === 0) return
      await new Promise<void>((resolve) => {
        const stop = count.subscribe(() => {
          if (count.current() > 0) return
          stop()
          resolve()
        })
      })
    },
  }
}
