import type { Observable } from './observable.ts'

/** What it answers next: what it holds may be of before, while nobody listened. */
export function nextOf<Value>(observable: Observable<Value | undefined>): Promise<Value> {
  return new Promise((resolve) => {
    const stop = observable.subscribe(() => {
      const value = observable.current()
      if (value === undefined) return
      stop()
      resolve(value)
    })
  })
}
