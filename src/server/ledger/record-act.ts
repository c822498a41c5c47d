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

/** Why an act has no effect of its own until a person decides. */
export type Held = 'fork' | 'revoked'

export type RecordedAct = {
  readonly answer: PushAnswer
  readonly reason: HoldReason | ''
  /** Recorded behind the end of its chain. */
  readonly late?: boolean
}

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
  held: Held,
): Promise<RecordedAct> {
  const resolved = await resolveEntry(queries, context, content)
  const conformance = givesBack(context, content, resolved, held) ? 'conformant' : null
  await insertEntry(queries, context, entry, content, { code: resolved.code, conformance, held })
  await releaseGap(queries, context, entry)
  await giveHeldEffect(queries, context, content, resolved, held)
  return { answer: 'held', reason: held }
}

/** It undoes an act that is held alike. Nobody but the copy that took them knows the ids of its acts. */
export function givesBack(
  { device }: RecordContext,
  { entry }: EntryContent,
  { target }: Pick<Resolved, 'target'>,
  held: Held,
): boolean {
  if (entry.kind !== 'void' || target?.kind !== 'redemption') return false
  return target.device === device.device && target.held === held
}

/** The word of an act that is held, and what it gives back; the first one, unless `number` says another. */
export async function giveHeldEffect(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  resolved: Resolved,
  held: Held,
  number = 1,
): Promise<void> {
  const { code, target } = resolved
  const undoes = givesBack(context, content, resolved, held)
  if (content.entry.kind !== 'redemption' || !code) {
    const word: Word = undoes
      ? { type: 'noted', reason: held }
      : { type: 'held', reason: held, opens: 'held' }
    await giveWord(queries, context, content, code, word, number)
  }
  if (undoes) await takeBackUnresolved(queries, context, content, target)
  await recompute(queries, context, content, code)
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
