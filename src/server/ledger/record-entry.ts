import type { PrintedCode } from '#domain/batch.ts'
import { equalBytes } from '#protocol/bytes.ts'
import type { PushAnswer } from '#protocol/push.ts'
import type { Queries } from '../database/database.ts'
import { applyAct } from './apply-act.ts'
import type { Arrival } from './arrival.ts'
import { openCase } from './cases.ts'
import { judgeEntry } from './conformance-of-entry.ts'
import { holdEntry, type HoldReason } from './hold-entry.ts'
import { insertEntry } from './insert-entry.ts'
import { recordOutcome, wordAlone } from './outcomes.ts'
import { advanceChain, chainFault, isSameId, releaseGap, unreadFault } from './place-in-chain.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import { recomputePass } from './recompute-pass.ts'
import { recordStock } from './record-stock.ts'
import type { Chain, RecordContext } from './record-context.ts'
import { resolveEntry, type Target } from './referred-acts.ts'
import { undoUnresolved } from './undo-unresolved.ts'
import { wordOfEntry, type Word } from './word-of-entry.ts'

export type Step = { readonly answer: PushAnswer; readonly reason: HoldReason | ''; readonly chain: Chain }

/** One entry, in the order of its chain: recorded, known already, or held for a person; never dropped. */
export async function recordEntry(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
): Promise<Step> {
  const { entry } = arrival
  const { content } = entry
  const before = await answeredBefore(queries, context, entry)
  if (before) return { ...before, chain }
  if (!content) return holdUnreadable(queries, context, chain, arrival)
  const fault = await chainFault(queries, context, chain, content)
  if (fault === 'gap' || fault === 'other-device') return hold(queries, context, chain, entry, fault)
  if (await isSameId(queries, context, content)) {
    return hold(queries, context, chain, entry, fault ?? 'same-id')
  }
  if (fault === 'fork') return setAside(queries, context, chain, entry, content, 'fork')
  if (context.device.revoked) return setAside(queries, context, chain, entry, content, 'revoked')

  const resolved = await resolveEntry(queries, context, content)
  const judged = await judgeEntry(queries, context, content, resolved, chain.citedHead)
  const { code } = resolved
  const { conformance } = judged
  await insertEntry(queries, context, entry, content, { code, conformance, held: '' })
  await releaseGap(queries, context, entry)
  const advanced = await advanceChain(queries, context, chain, entry, content.entry.head)
  if (await recordStock(queries, context, content)) return { answer: 'recorded', reason: '', chain: advanced }
  if (code && conformance === 'conformant') await applyAct(queries, context, content, { ...resolved, code })
  if (content.entry.kind !== 'redemption' || !code) {
    await giveWord(
      queries,
      context,
      content,
      code,
      await wordOfEntry(queries, context, content, resolved, judged),
    )
  }
  if (conformance === 'conformant') await takeBackUnresolved(queries, context, content, resolved.target)
  await recompute(queries, context, content, code)
  return { answer: 'recorded', reason: '', chain: advanced }
}

/** The same bytes again are known; where they are kept aside, the answer says so again: the first may be lost. */
async function answeredBefore(
  queries: Queries,
  context: RecordContext,
  entry: ReadEntry,
): Promise<Omit<Step, 'chain'> | undefined> {
  const { programme, device } = context
  const [found] = await queries.query<{ reason: HoldReason | '' }>(
    `SELECT held AS reason FROM entries WHERE programme = $1 AND device = $2 AND hash = $3
     UNION ALL
     SELECT reason FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason <> 'gap'`,
    [programme.number, device.device, entry.hash],
  )
  if (!found) return undefined
  const { reason } = found
  if (reason === '') return { answer: 'known', reason }
  if (reason === 'damaged' && !entry.damaged) await keepWhole(queries, context, entry)
  return { answer: neverRead.includes(reason) ? 'unreadable' : 'held', reason }
}

/** What came damaged, or as its place alone, comes whole: a person reads what it says. It stays where it stands. */
async function keepWhole(
  queries: Queries,
  { programme, device }: RecordContext,
  { bytes, hash }: ReadEntry,
): Promise<void> {
  await queries.query(
    'UPDATE held_entries SET bytes = $4 WHERE programme = $1 AND device = $2 AND hash = $3',
    [programme.number, device.device, hash, bytes],
  )
}

const neverRead: readonly HoldReason[] = ['unreadable', 'damaged', 'not-recordable']

/** Bytes that the next entry does not name as its previous one were damaged on their way: they stand nowhere. */
async function holdUnreadable(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
): Promise<Step> {
  const { entry, next } = arrival
  const isFollowed = !next?.content || equalBytes(next.content.entry.previous, entry.hash)
  const fault = isFollowed ? await unreadFault(queries, context, chain, arrival) : undefined
  if (fault) return hold(queries, context, chain, entry, fault)
  const reason = entry.damaged ? 'damaged' : 'unreadable'
  const advanced = await holdEntry(queries, context, entry, reason, isFollowed ? chain : undefined)
  return { answer: 'unreadable', reason, chain: advanced ?? chain }
}

/**
 * The store cannot take it, or our own rules break on it: kept for a person where it stands. Behind a gap it waits, and
 * may be recordable when its turn comes.
 */
export async function holdUnrecordable(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
): Promise<Step> {
  const { entry } = arrival
  if (!entry.content) return holdUnreadable(queries, context, chain, arrival)
  const fault = await chainFault(queries, context, chain, entry.content)
  if (fault) return hold(queries, context, chain, entry, fault)
  const reason = 'not-recordable'
  const advanced = await holdEntry(queries, context, entry, reason, chain)
  return { answer: 'unreadable', reason, chain: advanced ?? chain }
}

/** A second act under an id stands in its chain all the same. */
async function hold(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  reason: HoldReason,
): Promise<Step> {
  const advance = reason === 'same-id' ? chain : undefined
  const advanced = await holdEntry(queries, context, entry, reason, advance)
  return { answer: 'held', reason, chain: advanced ?? chain }
}

/**
 * An act outside its chain, or of a revoked device: its units count, its money and its other effects wait for a person.
 * What undoes such an act, and is held alike, only gives back: it counts at once.
 */
async function setAside(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  content: EntryContent,
  held: 'fork' | 'revoked',
): Promise<Step> {
  const { code, target } = await resolveEntry(queries, context, content)
  const givesBack = undoesAlike(context, content, target, held)
  const conformance = givesBack ? 'conformant' : null
  await insertEntry(queries, context, entry, content, { code, conformance, held })
  await releaseGap(queries, context, entry)
  const advanced =
    held === 'revoked' ? await advanceChain(queries, context, chain, entry, content.entry.head) : chain
  if (content.entry.kind !== 'redemption' || !code) {
    const word: Word = givesBack
      ? { type: 'noted', reason: held }
      : { type: 'held', reason: held, opens: 'held' }
    await giveWord(queries, context, content, code, word)
  }
  if (givesBack) await takeBackUnresolved(queries, context, content, target)
  await recompute(queries, context, content, code)
  return { answer: 'held', reason: held, chain: advanced }
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
): Promise<void> {
  const batch = code?.batch ?? null
  const pass = code?.pass ?? null
  const { number: programme } = context.programme
  const change = { batch, pass, device: entry.device, entry: entry.id, number: 1, at: context.at }
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
