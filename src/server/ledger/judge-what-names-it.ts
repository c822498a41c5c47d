import type { PassKey } from '#domain/family.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { closeCase } from './cases.ts'
import { judgeEntry, type Judged } from './conformance-of-entry.ts'
import { nextTurn } from './families.ts'
import { latestOutcome } from './outcomes.ts'
import { namesNoPass, type EntryContent } from './read-entry.ts'
import { giveEffect, giveHeldEffect, givesBack, type Held } from './record-act.ts'
import type { RecordContext } from './record-context.ts'
import { resolveEntry, type Resolved } from './referred-acts.ts'

/**
 * Its own device took it back, or contested it, before it was known: that was an undo of an unknown act, and is one of
 * this act now. Where both are of a device that was revoked, or of a fork, the undo was held, and gives back like any that
 * is held alike.
 */
export async function judgeWhatNamesIt(
  queries: Queries,
  context: RecordContext,
  { entry: { id: target } }: EntryContent,
): Promise<void> {
  const { number: programme } = context.programme
  const rows = await queries.query<{ bytes: Uint8Array; held: '' | Held }>(
    `SELECT bytes, held FROM entries WHERE programme = $1 AND target = $2 AND device = $3 AND batch IS NULL
       AND ((held = '' AND conformance = 'not-conformant') OR (held <> '' AND conformance IS NULL))
     ORDER BY sequence`,
    [programme, target, context.device.device],
  )
  for (const { bytes, held } of rows) {
    const decoded = decodeEntry(new Uint8Array(bytes))
    if (decoded.ok) await judgeAgain(queries, context, { ...namesNoPass, entry: decoded.value, target }, held)
  }
}

async function judgeAgain(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  held: '' | Held,
): Promise<void> {
  const { number: programme } = context.programme
  const { id } = content.entry
  const resolved = await resolveEntry(queries, context, content)
  const judged = await judge(queries, context, content, resolved, held)
  if (judged.conformance !== 'conformant') return
  const { code } = resolved
  const turn = code ? await nextTurn(queries, programme, code) : null
  await queries.query(
    `UPDATE entries SET conformance = $3, batch = $4, pass = $5, cheque = $6, pass_order = $7
     WHERE programme = $1 AND entry = $2`,
    [programme, id, judged.conformance, code?.batch ?? null, code?.pass ?? null, code?.cheque ?? 0, turn],
  )
  if (code) await announceWithPass(queries, programme, id, code)
  const number = ((await latestOutcome(queries, programme, id))?.number ?? 0) + 1
  if (held === '') await giveEffect(queries, context, content, resolved, judged, number)
  else await giveHeldEffect(queries, context, content, resolved, held, number)
  await closeAnswered(queries, context, id, held === '' ? 'flagged' : 'held')
}

async function judge(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  resolved: Resolved,
  held: '' | Held,
): Promise<Judged> {
  if (held === '') return judgeEntry(queries, context, content, resolved, 0)
  return { conformance: givesBack(context, content, resolved, held) ? 'conformant' : null, reason: '' }
}

/** What a person had to look at while its target was unknown; it may be flagged for another reason. */
async function closeAnswered(
  queries: Queries,
  context: RecordContext,
  entry: string,
  kind: 'flagged' | 'held',
): Promise<void> {
  const { number: programme } = context.programme
  if ((await latestOutcome(queries, programme, entry))?.type === kind) return
  await closeCase(queries, programme, { entry, kind, at: context.at })
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
