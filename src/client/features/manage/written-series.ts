import { seriesName } from '#domain/series-name.ts'

/** `3-12…40, 3-55`: batch, then the places in the box, from 1. */
export function writtenSeries(
  batch: number,
  series: readonly { readonly from: number; readonly to: number }[],
): string {
  return series
    .map(({ from, to }) => (from === to ? seriesName(batch, from) : `${seriesName(batch, from)}…${to + 1}`))
    .join(', ')
}
