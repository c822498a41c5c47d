import type { PrintedCode } from '#domain/batch.ts'
import type { PushAnswer } from '#protocol/push.ts'
import type { Queries } from '../database/database.ts'
import { applyAct } from './apply-act.ts'
import { openCase } from './cases.ts'
import { judgeEntry, type Judged } from './conformance-of-entry.ts'
import type { HoldReason } from './hold-entry.ts'
import { insertEntry } from './insert-entry.ts'
import { recordOutcome, wordAlone } from './outcomes.ts'
import { releaseGap } from './place-in-chain.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import { recomputePass } from './recompute-pass.ts'
import { recordStock } from './record-stock.ts'
import type { RecordContext } from './record-context.ts'
import { resolveEntry, type Resolved, type Target } from './referred-acts.ts'
import { undoUnresolved } from './undo-unresolved.ts'
import { wordOfEntry, type Word } from './word-of-entry.ts'

export type RecordedAct = { readonly answer: PushAnswer; readonly reason: HoldReason | '' }

/** An act in its place, judged behind the newest head that its chain had cited before it. The chain is the caller's. */
export async function recordAct(
  queries: Queries,
  context: RecordContext,
  entry: ReadEntry,
  content: EntryContent,
  citedBefore: number,
): Promise<RecordedAct> {
  if (context.device.revoked) return setAside(queries, context, entry, content, 'revoked')
  const resolved = await resolveEntry(queries, context, content)
  const judged = await judgeEntry(queries, context, content, resolved, citedBefore)
  const { conformance } = judged
  await insertEntry(queries, context, entry, content, { code: resolved.code, conformance, held: '' })
  await releaseGap(queries, context, entry)
  if (await recordStock(queries, context, content)) return recorded
  await giveEffect(queries, context, content, resolved, judged)
  return recorded
}

/** What the act does to its pass and to those that it names, and its word; the first one, unless `number` says another. */
export async function giveEffect(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  resolved: Resolved,
  judged: Judged,
  number = 1,
): Promise<void> {
  const { code, target } = resolved
  const counts = judged.conformance === 'conformant'
  if (code && counts) await applyAct(queries, context, content, { ...resolved, code })
  if (content.entry.kind !== 'redemption' || !code) {
    const word = await wordOfEntry(queries, context, content, resolved, judged)
    await giveWord(queries, context, content, code, word, number)
  }
  if (counts) await takeBackUnresolved(queries, context, content, target)
  await recompute(queries, context, content, code)
}

const recorded: RecordedAct = { answer: 'recorded', reason: '' }

/**
 * An act outside its chain, or of a revoked device: its units count, its money and its other effects wait for a person.
 * What undoes such an act, and is held alike, only gives back: it counts at once.
 */
export async function setAside(
  queries: Queries,
  context: RecordContext,
  entry: ReadEntry,
  content: EntryContent,
  held: 'fork' | 'revoked',
): Promise<RecordedAct> {
  const { code, target } = await resolveEntry(queries, context, content)
  const givesBack = undoesAlike(context, content, target, held)
  const conformance = givesBack ? 'conformant' : null
  await insertEntry(queries, context, entry, content, { code, conformance, held })
  await releaseGap(queries, context, entry)
  if (content.entry.kind !== 'redemption' || !code) {
    const word: Word = givesBack
      ? { type: 'noted', reason: held }
      : { type: 'held', reason: held, opens: 'held' }
    await giveWord(queries, context, content, code, word)
  }
  if (givesBack) await takeBackUnresolved(queries, context, content, target)
  await recompute(queries, context, content, code)
  return { answer: 'held', reason: held }
}

/** Nobody but the copy that took them knows the ids of its acts. */
function undoesAlike(
  { device }: RecordContext,
  { entry }: EntryContent,
  target: Target | undefined,
  held: 'fork' | 'revoked',
): boolean {
  if (entry.kind !== 'void' || target?.kind !== 'redemption') return false
  return target.device === device.device && target.held === held
}

async function takeBackUnresolved(
  queries: Queries,
  context: RecordContext,
  { entry }: EntryContent,
  target: Target | undefined,
): Promise<void> {
  if ((entry.kind !== 'void' && entry.kind !== 'handover-undo') || !target || target.code) return
  await undoUnresolved(queries, context.programme.number, target, context.at)
}

/** Money moves by recomputing the pass; what moves none gets its word here. */
async function giveWord(
  queries: Queries,
  context: RecordContext,
  { entry }: EntryContent,
  code: PrintedCode | undefined,
  { type, reason, opens }: Word,
  number = 1,
): Promise<void> {
  const batch = code?.batch ?? null
  const pass = code?.pass ?? null
  const { number: programme } = context.programme
  const change = { batch, pass, device: entry.device, entry: entry.id, number, at: context.at }
  await recordOutcome(queries, programme, change, wordAlone(type, reason))
  if (opens) await openCase(queries, programme, { entry: entry.id, kind: opens, batch, pass, at: context.at })
}

async function recompute(
  queries: Queries,
  context: RecordContext,
  { entry }: EntryContent,
  code: PrintedCode | undefined,
): Promise<void> {
  const batch = context.batches.find(({ number }) => number === code?.batch)
  if (!code || !batch || entry.kind === 'refusal' || entry.kind === 'incident') return
  await recomputePass(queries, context.programme, { batch, pass: code.pass }, context.at)
}
