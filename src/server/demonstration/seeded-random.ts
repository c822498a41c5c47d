/** The same numbers from the same seed: a demonstration tells the same story on every machine. Not for secrets. */
export type SeededRandom = {
  /** From 0 (included) to `limit` (excluded), whole. */
  readonly below: (limit: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>
}

/** Mulberry32. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  function below(limit: number): number {
    return next() % limit
  }
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
