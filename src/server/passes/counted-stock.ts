import { printedPasses } from '#domain/batch.ts'
import { runsOf } from '#domain/pass-runs.ts'
import { seriesWithout } from '#domain/series-difference.ts'
import { passesIn, type SeriesRange, type StockPlace } from '#domain/stock.ts'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import type { Queries } from '../database/database.ts'
import type { FoldedBatch } from './read-stock.ts'

type Named = (structure: string) => string

/** A series that a place named in an act of the stock. */
export type ToldSeries = {
  readonly entry: string
  readonly structure: string
  readonly at: number
  readonly batch: number
  readonly from: number
  readonly to: number
}

/** The series that an act `m` named: its steps lie within, and reach both ends. */
const seriesOf = `
  (SELECT min(s.from_pass) FROM stock_movements s WHERE s.programme = m.programme AND s.entry = m.entry) AS from,
  (SELECT max(s.to_pass) FROM stock_movements s WHERE s.programme = m.programme AND s.entry = m.entry) AS to`

/** Receptions that counted other than their series, less what they say is missing. */
export async function oddReceptions(
  queries: Queries,
  programme: number,
  nameOf: Named,
): Promise<ManagedStock['oddReceptions']> {
  const rows = await queries.query<ToldSeries & { readonly counted: number; readonly due: number }>(
    `SELECT entry, structure, at, batch, ${seriesOf}, counted, count_due AS due
     FROM stock_movements m WHERE programme = $1 AND step = 0 AND counted <> count_due ORDER BY at DESC, entry`,
    [programme],
  )
  return rows.map(({ structure, ...row }) => ({ ...row, name: nameOf(structure) }))
}

/** What places say of batches that this server does not know. */
export async function unknownBatches(
  queries: Queries,
  programme: number,
  nameOf: Named,
): Promise<ManagedStock['unknownBatches']> {
  type Told = ToldSeries & { readonly kind: ManagedStock['unknownBatches'][number]['kind'] }
  const rows = await queries.query<Told>(
    `SELECT * FROM (
       SELECT entry, structure, at, batch, ${seriesOf}, movement AS kind FROM stock_movements m WHERE programme = $1 AND step = 0
       UNION ALL
       SELECT entry, structure, at, batch, coalesce(ends[1], 0), coalesce(ends[array_length(ends, 1)], 0), 'count'
       FROM stock_counts WHERE programme = $1) told
     WHERE NOT EXISTS (SELECT 1 FROM batches b WHERE b.programme = $1 AND b.batch = told.batch)
     ORDER BY at DESC, entry`,
    [programme],
  )
  return rows.map(({ structure, ...row }) => ({ ...row, name: nameOf(structure) }))
}

type CountRow = {
  readonly entry: string
  readonly structure: string
  readonly batch: number
  readonly at: number
  readonly ends: readonly number[]
}

/** The last count of each place and batch, beside what was there at its time by all that is known now. */
export async function countsOf(
  queries: Queries,
  programme: number,
  folded: readonly FoldedBatch[],
  nameOf: Named,
): Promise<ManagedStock['counts']> {
  const rows = await queries.query<CountRow>(
    `SELECT DISTINCT ON (structure, batch) entry, structure, batch, at, ends FROM stock_counts
     WHERE programme = $1 ORDER BY structure, batch, at DESC, entry DESC`,
    [programme],
  )
  const counts = rows.flatMap(({ ends, structure, ...row }) => {
    const known = folded.find(({ batch }) => batch.number === row.batch)
    if (!known) return []
    const due = dueAt(known, structure, row.at)
    const counted = rangesIn(ends)
    return [
      {
        ...{ ...row, structure, name: nameOf(structure), counted: passesIn(counted), due: passesIn(due) },
        missing: [...seriesWithout(due, counted)],
        unexpected: [...seriesWithout(counted, due)],
      },
    ]
  })
  return counts.toSorted((a, b) => b.at - a.at)
}

/** What the place held then: the batch was folded once, and its moves stand in the order of its movements. */
function dueAt(
  { batch, movements, stock }: FoldedBatch,
  structure: string,
  at: number,
): readonly SeriesRange[] {
  const place: StockPlace = `structure:${structure}`
  const until = new Set(movements.filter((each) => each.announces || each.at <= at).map(({ id }) => id))
  const isHere = new Array<boolean>(printedPasses(batch)).fill(false)
  for (const { movement, sender, receiver, from, to } of stock.moves) {
    if (!until.has(movement) || (sender !== place && receiver !== place)) continue
    isHere.fill(receiver === place, from, to + 1)
  }
  const whole = { batch: batch.number, from: 0, to: isHere.length - 1 }
  return runsOf(whole, isHere.length, (pass) => isHere[pass]).filter(({ value }) => value)
}

function rangesIn(ends: readonly number[]): readonly Pick<SeriesRange, 'from' | 'to'>[] {
  return ends.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: ends[i + 1] ?? from }] : []))
}
