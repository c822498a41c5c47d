/** Keeps what follows from its name alone, as what was decoded of a file does: the most recently used, so many at most. */
export function createRemembered<Value>(most: number) {
  const kept = new Map<string, Value>()

  function set(key: string, value: Value): void {
    kept.delete(key)
    kept.set(key, value)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  }

  return {
    set,
    get(key: string): Value | undefined {
      const value = kept.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
  }
}
