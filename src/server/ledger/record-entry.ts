import { equalBytes } from '#protocol/bytes.ts'
import { noteTakenBehind } from '../backup/backed-up.ts'
import type { Queries } from '../database/database.ts'
import type { Arrival } from './arrival.ts'
import { holdEntry, neverRead, type HoldReason } from './hold-entry.ts'
import { advanceChain, chainFault, isSameId, unreadFault } from './place-in-chain.ts'
import type { ReadEntry } from './read-entry.ts'
import { recordAct, setAside, type RecordedAct } from './record-act.ts'
import { keepWhole, recordLate } from './record-late.ts'
import type { Chain, RecordContext } from './record-context.ts'

export type Step = RecordedAct & { readonly chain: Chain }

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
  if (before) return (await recordLate(queries, context, chain, arrival, before)) ?? { ...before, chain }
  if (!content) return holdUnreadable(queries, context, chain, arrival)
  const fault = await chainFault(queries, context, chain, content)
  if (fault === 'gap' || fault === 'other-device') return hold(queries, context, chain, entry, fault)
  if (await isSameId(queries, context, content)) {
    return hold(queries, context, chain, entry, fault ?? 'same-id')
  }
  if (fault === 'fork') {
    if (content.entry.sequence <= chain.sequence) await noteTakenBehind(queries, content.entry)
    return { ...(await setAside(queries, context, entry, content, 'fork')), chain }
  }
  const act = await recordAct(queries, context, entry, content, chain.citedHead)
  return { ...act, chain: await advanceChain(queries, context, chain, entry, content.entry.head) }
}

/** The same bytes again are known; where they are kept aside, the answer says so again: the first may be lost. */
async function answeredBefore(
  queries: Queries,
  context: RecordContext,
  entry: ReadEntry,
): Promise<RecordedAct | undefined> {
  const { programme, device } = context
  const [found] = await queries.query<{ reason: HoldReason | ''; late: boolean }>(
    `SELECT held AS reason, late FROM entries WHERE programme = $1 AND device = $2 AND hash = $3
     UNION ALL
     SELECT reason, false FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason <> 'gap'`,
    [programme.number, device.device, entry.hash],
  )
  if (!found) return undefined
  const { reason, late } = found
  if (reason === '') return { answer: 'known', reason, late }
  return { answer: neverRead.includes(reason) ? 'unreadable' : 'held', reason, late }
}

/** Bytes that the next entry does not name as its previous one were damaged on their way: they stand nowhere. */
async function holdUnreadable(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
): Promise<Step> {
  const { entry, next } = arrival
  const after = next?.entry.content
  const isFollowed = !after || equalBytes(after.entry.previous, entry.hash)
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
  const before = await answeredBefore(queries, context, entry)
  if (before) {
    await keepWhole(queries, context, entry)
    return { ...before, chain }
  }
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
