import * as v from 'valibot'
import { rangesOf } from '#domain/stock.ts'

/** A count of covers half done: what was scanned, and the series of closed boxes as they were typed. */
export type CountDraft = {
  readonly batch: number
  readonly scanned: ReadonlySet<number>
  readonly boxes: string
}

/** The counts that a place has under way, one a batch, as plain data; undefined where none is. */
export function countsToKeep(counts: readonly CountDraft[]): unknown {
  const kept = counts
    .filter(({ scanned, boxes }) => scanned.size > 0 || boxes !== '')
    .map(({ batch, scanned, boxes }) => {
      const ends = rangesOf(batch, [...scanned]).map(({ from, to }) => [from, to] as const)
      return { batch, ends, boxes }
    })
  return kept.length === 0 ? undefined : kept
}

/** Nothing for what another app kept and this one does not understand. */
export function readKeptCounts(kept: unknown): readonly CountDraft[] {
  const read = v.safeParse(keptCounts, kept)
  if (!read.success) return []
  return read.output.map(({ batch, ends, boxes }) => ({ batch, boxes, scanned: passesOf(ends) }))
}

function passesOf(ends: readonly (readonly [number, number])[]): ReadonlySet<number> {
  const passes = new Set<number>()
  for (const [from, to] of ends) for (let pass = from; pass <= to; pass++) passes.add(pass)
  return passes
}

const pass = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 20))
const keptCounts = v.array(
  v.object({ batch: v.number(), ends: v.array(v.tuple([pass, pass])), boxes: v.string() }),
)
