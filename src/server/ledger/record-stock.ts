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
): Promise<readonly number[]> {
  const moved = entries.flatMap(({ content }) => {
    const body = content && bodyOf(content.entry, 'stock-movement')
    return body ? [body.batch] : []
  })
  const batches = [...new Set(moved)]
  if (batches.length > 0) await lockBatches(queries, programme, batches)
  return batches
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
  const steps = stepsOf(act, structure.id)
  const [counted, due] = act.counted === null ? [null, null] : [act.counted, countDue(act)]
  await queries.query(
    `INSERT INTO stock_movements
     SELECT $1::integer, $2::text, s.step - 1, $3::integer, s.from_pass, s.to_pass, s.sender, s.receiver, $4::text, $5::text,
       $6::text, $7::bigint, CASE s.step WHEN 1 THEN $8::integer END, CASE s.step WHEN 1 THEN $9::integer END,
       CASE s.step WHEN 1 THEN $10::text END, CASE s.step WHEN 1 THEN $11::text END
     FROM unnest($12::integer[], $13::integer[], $14::text[], $15::text[])
       WITH ORDINALITY AS s (from_pass, to_pass, sender, receiver, step)`,
    [
      ...[programme.number, entry.id, act.batch, act.movement, structure.id, entry.device],
      ...[timeOnRecord(entry, at), counted, due, act.signed?.giver ?? null, act.signed?.receiver ?? null],
      ...[steps.map(({ from }) => from), steps.map(({ to }) => to)],
      ...[steps.map(({ sender }) => sender), steps.map(({ receiver }) => receiver)],
    ],
  )
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
