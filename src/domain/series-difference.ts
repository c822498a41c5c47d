import type { SeriesRange } from './stock.ts'

type Range = Pick<SeriesRange, 'from' | 'to'>

/** What is in these ranges and not in the others; both apart and in their order. Costs their number, not their passes. */
export function seriesWithout(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  const left: Range[] = []
  let next = 0
  for (const { from, to } of ranges) {
    let start = from
    while ((others[next]?.to ?? to) < start) next++
    for (let at = next; start <= to; at++) {
      const other = others[at]
      if (!other || other.from > to) {
        left.push({ from: start, to })
        break
      }
      if (other.from > start) left.push({ from: start, to: other.from - 1 })
      start = Math.max(start, other.to + 1)
    }
  }
  return left
}
