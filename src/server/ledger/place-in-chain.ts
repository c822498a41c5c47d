import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import type { Queries } from '../database/database.ts'
import type { Arrival } from './arrival.ts'
import type { HoldReason } from './hold-entry.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import type { Chain, RecordContext } from './record-context.ts'

/** Why an entry does not stand at the end of its device's chain; undefined when it does. */
export async function chainFault(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  { entry: read }: EntryContent,
): Promise<HoldReason | undefined> {
  if (read.device !== context.device.device) return 'other-device'
  if (read.sequence > chain.sequence + 1) {
    return (await followsFork(queries, context, read.previous)) ? 'fork' : 'gap'
  }
  if (read.sequence <= chain.sequence || !equalBytes(read.previous, chain.hash)) return 'fork'
  return undefined
}

/** The same of bytes that cannot be read: what came before them says it, or the place that their device signed for. */
export async function unreadFault(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  { before, sequence }: Pick<Arrival, 'before' | 'sequence'>,
): Promise<'gap' | 'fork' | undefined> {
  if (sequence <= chain.sequence) return 'fork'
  if (before === undefined) return sequence === chain.sequence + 1 ? undefined : 'gap'
  if (equalBytes(before, chain.hash)) return undefined
  return (await followsFork(queries, context, before)) ? 'fork' : 'gap'
}

/** Another act came under the same id: of two, the first is the one that counts. */
export async function isSameId(
  queries: Queries,
  context: RecordContext,
  { entry }: EntryContent,
): Promise<boolean> {
  const same = await queries.query('SELECT 1 FROM entries WHERE programme = $1 AND entry = $2', [
    context.programme.number,
    entry.id,
  ])
  return same.length > 0
}

/** What follows a fork is of the fork, however long it is. */
async function followsFork(queries: Queries, context: RecordContext, previous: Bytes): Promise<boolean> {
  const forked = await queries.query(
    `SELECT 1 FROM entries WHERE programme = $1 AND device = $2 AND hash = $3 AND held = 'fork'
     UNION ALL
     SELECT 1 FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason = 'fork'`,
    [context.programme.number, context.device.device, previous],
  )
  return forked.length > 0
}

/** What waited for an earlier entry has found its place. */
export async function releaseGap(
  queries: Queries,
  context: RecordContext,
  { hash }: ReadEntry,
): Promise<void> {
  await queries.query(
    "DELETE FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason = 'gap'",
    [context.programme.number, context.device.device, hash],
  )
}

/** The entry is the new end of its device's chain. */
export async function advanceChain(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  { hash }: ReadEntry,
  head: number,
): Promise<Chain> {
  return writeChain(queries, context, {
    ...{ sequence: chain.sequence + 1, hash },
    citedHead: Math.max(chain.citedHead, citedHead(context, head)),
  })
}

/** An entry of before its end was recorded: the chain ends where it did, and what comes next may cite no older head. */
export async function citeHead(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  head: number,
): Promise<Chain> {
  if (citedHead(context, head) <= chain.citedHead) return chain
  return writeChain(queries, context, { ...chain, citedHead: citedHead(context, head) })
}

/** A number that we cannot have given out says nothing of what the device acknowledged. */
function citedHead({ knowledge }: RecordContext, head: number): number {
  const lost = knowledge.get(head)?.lost
  return lost && lost.before === undefined ? 0 : head
}

async function writeChain(queries: Queries, { device }: RecordContext, chain: Chain): Promise<Chain> {
  await queries.query(
    'UPDATE devices SET last_sequence = $2, last_hash = $3, last_cited_head = $4 WHERE device = $1',
    [device.device, chain.sequence, chain.hash, chain.citedHead],
  )
  return chain
}
