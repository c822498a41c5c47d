import { toHex } from '#protocol/bytes.ts'
import type { Queries } from '../database/database.ts'
import { openCaseOfBytes } from './cases.ts'
import type { ReadEntry } from './read-entry.ts'
import type { Chain, RecordContext } from './record-context.ts'

export type HoldReason =
  'gap' | 'fork' | 'other-device' | 'revoked' | 'unreadable' | 'damaged' | 'same-id' | 'not-recordable'

/** Nothing of what it says was taken: its bytes may still come whole, or be read by a later release. */
export const neverRead: readonly HoldReason[] = ['unreadable', 'damaged', 'not-recordable']

/** It is kept aside in its place of the chain: what comes behind it names it. */
export const keptInPlace: readonly HoldReason[] = [...neverRead, 'same-id']

/**
 * Kept whole, by its own hash, for a person; what waited behind a gap has its place now. When it stands in the chain, the
 * chain goes on behind it.
 */
export async function holdEntry(
  queries: Queries,
  context: Pick<RecordContext, 'device' | 'programme' | 'at'>,
  entry: ReadEntry,
  reason: HoldReason,
  advance?: Chain,
): Promise<Chain | undefined> {
  await queries.query(
    `INSERT INTO held_entries AS h VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (programme, device, hash) DO UPDATE SET reason = excluded.reason WHERE h.reason = 'gap'`,
    [context.programme.number, context.device.device, entry.hash, entry.bytes, reason, context.at],
  )
  if (reason !== 'gap') {
    const opened = { entry: heldCase(entry, reason), at: context.at }
    await openCaseOfBytes(queries, context.programme.number, opened)
  }
  if (!advance) return undefined
  const chain = { ...advance, sequence: advance.sequence + 1, hash: entry.hash }
  await queries.query('UPDATE devices SET last_sequence = $2, last_hash = $3 WHERE device = $1', [
    context.device.device,
    chain.sequence,
    chain.hash,
  ])
  return chain
}

/** The act's own id where it is its own; else the hash of the bytes. */
function heldCase({ content, hash }: ReadEntry, reason: HoldReason): string {
  return (reason === 'same-id' ? undefined : content?.entry.id) ?? toHex(hash)
}
