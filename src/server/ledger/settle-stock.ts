import type { Batch, Delivery } from '#domain/batch.ts'
import { foldStock, type Discrepancy } from '#domain/stock.ts'
import type { Queries } from '../database/database.ts'
import { findBatch } from '../directory/programmes.ts'
import { announcedBy, deliveredMovements, recordedMovements, type RecordedMovement } from './batch-stock.ts'
import { recordOutcome, wordAlone } from './outcomes.ts'

/** Batches in their order, before any pass: whoever moves their stock waits for the one before. */
export async function lockBatches(
  queries: Queries,
  programme: number,
  batches: readonly number[],
): Promise<void> {
  await queries.query(
    'SELECT batch FROM batches WHERE programme = $1 AND batch = ANY($2::integer[]) ORDER BY batch FOR UPDATE',
    [programme, batches],
  )
}

/**
 * Folds a batch again, whose row is locked: what its record announces is written anew where it changed, and each act
 * whose word changed gets it. The order in which acts arrived leaves no trace in either.
 */
export async function settleStock(
  queries: Queries,
  programme: number,
  number: number,
  at: number,
): Promise<void> {
  const batch = await findBatch(queries, programme, number)
  const recorded = await recordedMovements(queries, programme, number)
  if (batch) {
    const movements = [...(await deliveredMovements(queries, programme, number)), ...recorded]
    const stock = foldStock(batch, movements)
    await announce(queries, programme, batch, announcedBy(stock))
    await giveWords(queries, programme, number, wordsOf(recorded, stock.discrepancies), at)
  } else {
    const words = recorded.map((act) => [act.entry, { act, reason: 'unknown-batch' }] as const)
    await giveWords(queries, programme, null, new Map(words), at)
  }
}

async function announce(
  queries: Queries,
  programme: number,
  { number, deliveries }: Batch,
  announced: readonly Delivery[],
): Promise<void> {
  if (deliveriesText(deliveries) === deliveriesText(announced)) return
  await queries.query('DELETE FROM announced WHERE programme = $1 AND batch = $2', [programme, number])
  await queries.query(
    `INSERT INTO announced SELECT $1::integer, $2::integer, a.from_pass, a.to_pass, a.structure
     FROM unnest($3::integer[], $4::integer[], $5::text[]) AS a (from_pass, to_pass, structure)`,
    [
      ...[programme, number, announced.map(({ from }) => from)],
      ...[announced.map(({ to }) => to), announced.map(({ structure }) => structure)],
    ],
  )
}

function deliveriesText(deliveries: readonly Delivery[]): string {
  return JSON.stringify(deliveries.map(({ structure, from, to }) => [structure, from, to]))
}

type StockWord = { readonly act: RecordedMovement; readonly reason: string }

/** Of each act: what it names and its sender does not hold first, then a count that is not the series. */
function wordsOf(
  recorded: readonly RecordedMovement[],
  discrepancies: readonly Discrepancy[],
): ReadonlyMap<string, StockWord> {
  const disputed = new Set(discrepancies.map(({ movement }) => movement))
  const words = new Map<string, StockWord>()
  for (const act of recorded) {
    const before = words.get(act.entry)?.reason
    const own = disputed.has(act.id) ? 'not-held' : act.counted !== act.countDue ? 'count-differs' : ''
    words.set(act.entry, { act, reason: before === 'not-held' ? before : own || (before ?? '') })
  }
  return words
}

async function giveWords(
  queries: Queries,
  programme: number,
  batch: number | null,
  words: ReadonlyMap<string, StockWord>,
  at: number,
): Promise<void> {
  const rows = await queries.query<{ entry: string; number: number; reason: string }>(
    `SELECT DISTINCT ON (entry) entry, number, reason FROM outcomes
     WHERE programme = $1 AND entry = ANY($2::text[]) ORDER BY entry, number DESC`,
    [programme, [...words.keys()]],
  )
  const told = new Map(rows.map((row) => [row.entry, row]))
  for (const [entry, { act, reason }] of words) {
    const before = told.get(entry)
    if (before?.reason === reason) continue
    const change = { batch, pass: null, device: act.device, entry, number: (before?.number ?? 0) + 1, at }
    await recordOutcome(queries, programme, change, wordAlone(reason === '' ? 'noted' : 'flagged', reason))
  }
}
