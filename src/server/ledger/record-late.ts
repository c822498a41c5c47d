import { toHex } from '#protocol/bytes.ts'
import { noteTakenBehind } from '../backup/backed-up.ts'
import type { Queries } from '../database/database.ts'
import { recordDecision } from './apply-act.ts'
import type { Arrival } from './arrival.ts'
import { closeCase } from './cases.ts'
import { neverRead } from './hold-entry.ts'
import { citedBefore, isNamedByChain } from './is-named-by-chain.ts'
import { judgeWhatNamesIt } from './judge-what-names-it.ts'
import { latestOutcome } from './outcomes.ts'
import { advanceChain, chainFault, citeHead, isSameId } from './place-in-chain.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import { recordAct, setAside, type RecordedAct } from './record-act.ts'
import type { Chain, RecordContext } from './record-context.ts'

/**
 * An act that was kept aside unread, whose bytes come whole and are those that its chain names at its place: it is recorded
 * as if it had come so the first time, without another step of the chain. Undefined where it stays aside; a person
 * reads then what it says.
 */
export async function recordLate(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
  { reason }: RecordedAct,
): Promise<(RecordedAct & { readonly chain: Chain }) | undefined> {
  const { entry } = arrival
  const { content } = entry
  if (reason === 'fork') return setAsideLate(queries, context, chain, entry)
  if (reason === '' || !neverRead.includes(reason)) return undefined
  const place = content && (await placeOf(queries, context, chain, arrival, content))
  if (!content || !place) {
    await keepWhole(queries, context, entry)
    return undefined
  }
  await queries.query('DELETE FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3', [
    ...[context.programme.number, context.device.device, entry.hash],
  ])
  const cited = place === 'end' ? chain.citedHead : await citedBefore(queries, context, content.entry)
  const act = await recordAct(queries, context, entry, content, cited)
  await judgeWhatNamesIt(queries, context, content)
  await closeCases(queries, context, entry, content)
  const { head } = content.entry
  if (place === 'end') return { ...act, chain: await advanceChain(queries, context, chain, entry, head) }
  await noteLate(queries, context, content)
  return { ...act, late: true, chain: await citeHead(queries, context, chain, head) }
}

/** Of a fork, what came unread is a line of its pass once it comes whole, as if it had come so the first time. */
async function setAsideLate(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
): Promise<(RecordedAct & { readonly chain: Chain }) | undefined> {
  const { content, hash } = entry
  if (!content || (await isSameId(queries, context, content))) {
    await keepWhole(queries, context, entry)
    return undefined
  }
  const unread = await queries.query(
    `DELETE FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason = 'fork' RETURNING hash`,
    [context.programme.number, context.device.device, hash],
  )
  if (unread.length === 0) return undefined
  if (content.entry.sequence <= chain.sequence) await noteTakenBehind(queries, content.entry)
  const act = await setAside(queries, context, entry, content, 'fork')
  await judgeWhatNamesIt(queries, context, content)
  await closeCases(queries, context, entry, content)
  return { ...act, chain }
}

/** No acknowledgement of the chain's end vouches for it, and no backup of before holds it. */
async function noteLate(
  queries: Queries,
  { programme }: RecordContext,
  { entry }: EntryContent,
): Promise<void> {
  await queries.query('UPDATE entries SET late = true WHERE programme = $1 AND entry = $2', [
    programme.number,
    entry.id,
  ])
  await noteTakenBehind(queries, entry)
}

/** `inside`: acts behind it were recorded meanwhile. What stood nowhere may be the next of its chain all the same. */
async function placeOf(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
  content: EntryContent,
): Promise<'end' | 'inside' | undefined> {
  if (await isSameId(queries, context, content)) return undefined
  if ((await chainFault(queries, context, chain, content)) === undefined) return 'end'
  return (await isNamedByChain(queries, context, chain, arrival)) ? 'inside' : undefined
}

/** What came damaged, or as its place alone, and comes whole is kept whole where it stays aside. */
export async function keepWhole(
  queries: Queries,
  { programme, device }: RecordContext,
  { bytes, hash, damaged }: ReadEntry,
): Promise<void> {
  if (damaged) return
  await queries.query(
    `UPDATE held_entries SET bytes = $4
     WHERE programme = $1 AND device = $2 AND hash = $3 AND reason IN ('damaged', 'fork')`,
    [programme.number, device.device, hash, bytes],
  )
}

/** Nothing is left to find out of the bytes; what a person has closed keeps their word. */
async function closeCases(
  queries: Queries,
  context: RecordContext,
  { hash }: ReadEntry,
  { entry: { id } }: EntryContent,
): Promise<void> {
  const { number: programme } = context.programme
  const ofBytes = toHex(hash)
  const open = await queries.query(
    `SELECT 1 FROM cases WHERE programme = $1 AND entry = $2 AND kind = 'held' AND closed_at IS NULL`,
    [programme, ofBytes],
  )
  const said = { device: context.device.device, at: context.at, why: 'came-whole' }
  if (open.length > 0) {
    await recordDecision(queries, programme, { entry: ofBytes, batch: null, pass: null }, 'close', said)
  }
  // An act on which our rules broke had its case under its own id, and may be held again.
  if ((await latestOutcome(queries, programme, id))?.type === 'held') return
  await closeCase(queries, programme, { entry: id, kind: 'held', at: context.at })
}
