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
