import { countDue, stepsOf } from '#domain/stock-act.ts'
import { bodyOf } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { timeOnRecord } from './act-time.ts'
import { recordOutcome, wordAlone } from './outcomes.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import type { RecordContext } from './record-context.ts'
import { lockBatches, settleStock } from './settle-stock.ts'

/** The batches whose stock these entries move: their rows are locked before anything else. */
export async function lockStock(
  queries: Queries,
  programme: number,
  entries: readonly ReadEntry[],
): Promise<void> {
  const moved = entries.flatMap(({ content }) => {
    const body = content && bodyOf(content.entry, 'stock-movement')
    return body ? [body.batch] : []
  })
  if (moved.length > 0) await lockBatches(queries, programme, [...new Set(moved)])
}

/** False where the entry says nothing of the stock. Nothing is refused: what cannot be is recorded and flagged. */
export async function recordStock(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
): Promise<boolean> {
  const { kind } = content.entry
  if (kind === 'stock-movement') await recordMovement(queries, context, content)
  else if (kind === 'stock-count') await recordCount(queries, context, content)
  else return false
  return true
}

async function recordMovement(
  queries: Queries,
  { programme, structure, at }: RecordContext,
  { entry }: EntryContent,
): Promise<void> {
  const act = bodyOf(entry, 'stock-movement')
  if (!act) return
  const isCounted = act.counted !== null
  for (const [step, { from, to, sender, receiver }] of stepsOf(act, structure.id).entries()) {
    await queries.query(
      'INSERT INTO stock_movements VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
      [
        ...[programme.number, entry.id, step, act.batch, from, to, sender, receiver],
        ...[act.movement, structure.id, entry.device, timeOnRecord(entry, at)],
        ...(step === 0 && isCounted ? [act.counted, countDue(act)] : [null, null]),
        ...(step === 0 ? [act.signed?.giver ?? null, act.signed?.receiver ?? null] : [null, null]),
      ],
    )
  }
  await settleStock(queries, programme.number, act.batch, at)
}

async function recordCount(
  queries: Queries,
  { programme, structure, at }: RecordContext,
  { entry }: EntryContent,
): Promise<void> {
  const count = bodyOf(entry, 'stock-count')
  if (!count) return
  await queries.query('INSERT INTO stock_counts VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[programme.number, entry.id, count.batch, structure.id, entry.device],
    ...[timeOnRecord(entry, at), count.counted.flat()],
  ])
  const change = { batch: null, pass: null, device: entry.device, entry: entry.id, number: 1, at }
  await recordOutcome(queries, programme.number, change, wordAlone('noted', ''))
}
