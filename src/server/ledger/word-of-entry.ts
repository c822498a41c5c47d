import { isSpare } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import { isKnownKind } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import type { Judged } from './conformance-of-entry.ts'
import { familyOfPass } from './families.ts'
import { isHandedOver } from './is-handed-over.ts'
import type { EntryContent } from './read-entry.ts'
import type { RecordContext } from './record-context.ts'
import type { Resolved } from './referred-acts.ts'

/** What the server makes of an act that moves no money, and the case that it opens. */
export type Word = {
  readonly type: OutcomeType
  readonly reason: string
  readonly opens?: 'flagged' | 'held'
}

export async function wordOfEntry(
  queries: Queries,
  context: RecordContext,
  { entry, flags }: EntryContent,
  { code }: Pick<Resolved, 'code'>,
  { conformance, reason }: Judged,
): Promise<Word> {
  if (!isKnownKind(entry.kind)) return held('unknown-kind')
  if (entry.kind === 'refusal' || entry.kind === 'operator') return noted
  if (entry.kind === 'incident') return { type: 'noted', reason: 'incident', opens: 'flagged' }
  if (conformance === 'not-conformant') return flagged(reason)
  if (!code) return isUndo(entry.kind) ? noted : held('unknown-pass')
  if (entry.kind === 'handover-undo' && (await isUsed(queries, context, code))) return flagged('already-used')
  if (entry.kind !== 'handover' && entry.kind !== 'replacement') return noted
  if (await isHandedOver(queries, context.programme.number, code, entry.id))
    return flagged('already-handed-over')
  if (entry.kind === 'handover' && (await isSpareAlone(queries, context, code))) return flagged('spare')
  return flags[0] === undefined ? noted : flagged(flags[0])
}

/** A mediator takes back what was used elsewhere meanwhile: the use stands, and a person is told. */
async function isUsed(
  queries: Queries,
  context: RecordContext,
  { batch, pass }: { readonly batch: number; readonly pass: number },
): Promise<boolean> {
  const rows = await queries.query(
    'SELECT used FROM passes WHERE programme = $1 AND batch = $2 AND pass = $3 AND used > 0',
    [context.programme.number, batch, pass],
  )
  return rows.length > 0
}

/** Nobody can use it: it stands in the place of no pass that was ordered. */
async function isSpareAlone(
  queries: Queries,
  { programme, batches }: RecordContext,
  pass: PassKey,
): Promise<boolean> {
  const batch = batches.find(({ number }) => number === pass.batch)
  if (!batch || !isSpare(batch, pass.pass)) return false
  return (await familyOfPass(queries, programme.number, pass)).members.length === 1
}

function isUndo(kind: string): boolean {
  return kind === 'void' || kind === 'handover-undo'
}

const noted: Word = { type: 'noted', reason: '' }

function flagged(reason: string): Word {
  return { type: 'flagged', reason, opens: 'flagged' }
}

function held(reason: string): Word {
  return { type: 'held', reason, opens: 'held' }
}
