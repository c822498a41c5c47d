import { compareCount, foldStock, heldAt, passesIn } from '#domain/stock.ts'
import type { ManagedStock } from '#protocol/manage.ts'
import type { Queries } from '../database/database.ts'
import type { FoldedBatch } from './read-stock.ts'

type Named = (structure: string) => string

type OddRow = {
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
  const rows = await queries.query<OddRow & { readonly counted: number; readonly due: number }>(
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
  const rows = await queries.query<OddRow>(
    `SELECT entry, structure, at, batch, ${seriesOf} FROM stock_movements m
     WHERE programme = $1 AND step = 0 AND NOT EXISTS (
       SELECT 1 FROM batches b WHERE b.programme = m.programme AND b.batch = m.batch)
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
  return rows
    .map(({ ends, structure, ...row }) => {
      const known = folded.find(({ batch }) => batch.number === row.batch)
      const due = known ? dueAt(known, structure, row.at) : []
      const counted = passesOf(ends)
      const { missing, unexpected } = compareCount(row.batch, due, counted)
      return {
        ...{ ...row, structure, name: nameOf(structure), counted: counted.length, due: passesIn(due) },
        missing: missing.map(({ from, to }) => ({ from, to })),
        unexpected: unexpected.map(({ from, to }) => ({ from, to })),
      }
    })
    .toSorted((a, b) => b.at - a.at)
}

function dueAt({ batch, movements }: FoldedBatch, structure: string, at: number) {
  const until = movements.filter((movement) => movement.announces || movement.at <= at)
  return heldAt(foldStock(batch, until), `structure:${structure}`)
}

function passesOf(ends: readonly number[]): readonly number[] {
  const passes: number[] = []
  for (let i = 0; i + 1 < ends.length; i += 2) {
    for (let pass = ends[i] ?? 0; pass <= (ends[i + 1] ?? -1); pass++) passes.push(pass)
  }
  return passes
}
