import type { Queries } from '../database/database.ts'
import { latestOutcome, recordOutcome, wordAlone } from './outcomes.ts'
import type { Target } from './referred-acts.ts'

/**
 * An act of a pass that nobody could tell was taken back by its own device: nothing is left to find out. It is told so,
 * and its case is closed.
 */
export async function undoUnresolved(
  queries: Queries,
  programme: number,
  { entry, device, kind }: Target,
  at: number,
): Promise<void> {
  const number = ((await latestOutcome(queries, programme, entry))?.number ?? 0) + 1
  const word = wordAlone(kind === 'redemption' ? 'voided' : 'noted', '')
  await recordOutcome(queries, programme, { batch: null, pass: null, device, entry, number, at }, word)
  await queries.query(
    'UPDATE cases SET closed_at = $3 WHERE programme = $1 AND entry = $2 AND closed_at IS NULL',
    [programme, entry, at],
  )
}
