import type { PassKey } from '#domain/family.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { judgeEntry } from './conformance-of-entry.ts'
import { nextTurn } from './families.ts'
import { latestOutcome } from './outcomes.ts'
import type { EntryContent } from './read-entry.ts'
import { giveEffect } from './record-act.ts'
import type { RecordContext } from './record-context.ts'
import { resolveEntry } from './referred-acts.ts'

/**
 * Its own device took it back, or contested it, before it was known: that was an undo of an unknown act, and is one of
 * this act now.
 */
export async function judgeWhatNamesIt(
  queries: Queries,
  context: RecordContext,
  { entry: { id: target } }: EntryContent,
): Promise<void> {
  const { number: programme } = context.programme
  const rows = await queries.query<{ bytes: Uint8Array }>(
    `SELECT bytes FROM entries WHERE programme = $1 AND target = $2 AND device = $3 AND held = '' AND batch IS NULL
       AND conformance = 'not-conformant' ORDER BY sequence`,
    [programme, target, context.device.device],
  )
  for (const { bytes } of rows) {
    const decoded = decodeEntry(new Uint8Array(bytes))
    if (decoded.ok) await judgeAgain(queries, context, { ...aboutAnother, entry: decoded.value, target })
  }
}

/** What an act says that names no pass itself. */
const aboutAnother: Omit<EntryContent, 'entry' | 'target'> = {
  ...{ code: undefined, units: 0, service: '', handover: undefined, former: undefined },
  proof: 'none',
  flags: [],
}

async function judgeAgain(queries: Queries, context: RecordContext, content: EntryContent): Promise<void> {
  const { number: programme } = context.programme
  const { id } = content.entry
  const resolved = await resolveEntry(queries, context, content)
  const judged = await judgeEntry(queries, context, content, resolved, 0)
  if (judged.conformance !== 'conformant') return
  const { code } = resolved
  const turn = code ? await nextTurn(queries, programme, code) : null
  await queries.query(
    `UPDATE entries SET conformance = $3, batch = $4, pass = $5, cheque = $6, pass_order = $7
     WHERE programme = $1 AND entry = $2`,
    [programme, id, judged.conformance, code?.batch ?? null, code?.pass ?? null, code?.cheque ?? 0, turn],
  )
  if (code) await announceWithPass(queries, programme, id, code)
  const told = await latestOutcome(queries, programme, id)
  await giveEffect(queries, context, content, resolved, judged, (told?.number ?? 0) + 1)
  const now = await latestOutcome(queries, programme, id)
  if (now?.type === 'flagged') return
  await queries.query(
    `UPDATE cases SET closed_at = $3 WHERE programme = $1 AND entry = $2 AND kind = 'flagged' AND closed_at IS NULL`,
    [programme, id, context.at],
  )
}

/** What it was told before it had a pass is in the lists of that pass from the next head on. */
async function announceWithPass(
  queries: Queries,
  programme: number,
  entry: string,
  { batch, pass }: PassKey,
): Promise<void> {
  await queries.query(
    `INSERT INTO pass_changes (programme, change, batch, pass, entry, number)
     SELECT programme, entry || '/' || number, $3::integer, $4::integer, entry, number FROM outcomes
     WHERE programme = $1 AND entry = $2`,
    [programme, entry, batch, pass],
  )
}
