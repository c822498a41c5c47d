import { mostPasses } from './batch.ts'
import { fail, ok, type Result } from './result.ts'
import { rangesOf, type SeriesRange } from './stock.ts'
import type { Ends } from './stock-act.ts'

/** A pass as it is printed for people: its batch and its place in it, from 1. */
export function seriesName(batch: number, pass: number): string {
  return `${batch}-${pass + 1}`
}

/** `3-12`, or `12` where the batch is known. Undefined for anything else, and for what no batch can have. */
export function parseSeriesName(
  text: string,
  batch?: number,
): { readonly batch: number; readonly pass: number } | undefined {
  const [, named, place] = /^\s*(?:(\d{1,9})\s*[-‐‑–—]\s*)?(\d{1,7})\s*$/.exec(text) ?? []
  const of = named === undefined ? batch : Number(named)
  const pass = Number(place) - 1
  return of === undefined || !(pass >= 0 && pass < mostPasses) ? undefined : { batch: of, pass }
}

/** Several passes of a batch as a person writes them: `12, 3-15, 20…22`. The part that is not understood is named. */
export function parseSeries(text: string, batch: number): Result<readonly Ends[], string> {
  const passes: number[] = []
  for (const part of text.split(/[,;\n]+/).filter((each) => each.trim() !== '')) {
    const [first = '', last = first, ...more] = part.split(/…|\.\.+|\s+à\s+|→/)
    const from = parseSeriesName(first, batch)
    const to = parseSeriesName(last, batch)
    const isRange = from && to && from.batch === batch && to.batch === batch && from.pass <= to.pass
    if (!isRange || more.length > 0) return fail(part.trim())
    for (let pass = from.pass; pass <= to.pass; pass++) passes.push(pass)
  }
  return ok(endsOf(rangesOf(batch, passes)))
}

export function endsOf(ranges: readonly SeriesRange[]): readonly Ends[] {
  return ranges.map(({ from, to }): Ends => [from, to])
}
