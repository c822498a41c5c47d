/** A value that changes: what it is now, and a call for each change. Fits `useSyncExternalStore` as it stands. */
export type Observable<Value> = {
  readonly current: () => Value
  /** Answers how to stop listening. */
  readonly subscribe: (changed: () => void) => () => void
}

/** An observable whose owner sets it. */
export type Cell<Value> = Observable<Value> & { readonly set: (value: Value) => void }

export function createCell<Value>(first: Value): Cell<Value> {
  const listeners = new Set<() => void>()
  let value = first
  return {
    current: () => value,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    set: (next) => {
      value = next
      for (const changed of listeners) changed()
    },
  }
}

/** Its value, as soon as it is one that is waited for: at once, or after a change. */
export function valueOnce<Value, Wanted extends Value>(
  observable: Observable<Value>,
  isWanted: (value: Value) => value is Wanted,
): Promise<Wanted> {
  return new Promise((resolve) => {
    function look(): void {
      const value = observable.current()
      if (!isWanted(value)) return
      stop()
      resolve(value)
    }
    const stop = observable.subscribe(look)
    look()
  })
}
