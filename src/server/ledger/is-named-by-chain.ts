import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import { decodeEntry, noPrevious, type JournalEntry } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import type { Arrival } from './arrival.ts'
import { keptInPlace } from './hold-entry.ts'
import type { Chain, RecordContext } from './record-context.ts'

type Row = { readonly sequence: number; readonly hash: Uint8Array; readonly bytes: Bytes }

/**
 * The bytes are those of the act that the device's chain has at this place: it names what stands before it there, nothing
 * is recorded there, and the next act of the chain, or its end, names it by its hash. What came with it and is not
 * recorded either may stand between, each naming the one before.
 */
export async function isNamedByChain(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  arrival: Arrival,
): Promise<boolean> {
  const read = arrival.entry.content?.entry
  if (!read || read.device !== context.device.device || read.sequence > chain.sequence) return false
  const { before, after } = await rowsAround(queries, context, read)
  if (before?.sequence === read.sequence) return false
  if (!(await followsChain(queries, context, read, before))) return false
  const end = after ? { sequence: after.sequence - 1, hash: previousOf(after.bytes) } : chain
  return end.hash !== undefined && leadsTo(arrival, read, { ...end, hash: end.hash })
}

/** The acts of a chain that stand next to a place, of however many that it has. */
export const aroundSql = `
  (SELECT sequence, hash, bytes FROM entries
   WHERE programme = $1 AND device = $2 AND held <> 'fork' AND sequence <= $3 ORDER BY sequence DESC LIMIT 1)
  UNION ALL
  (SELECT sequence, hash, bytes FROM entries
   WHERE programme = $1 AND device = $2 AND held <> 'fork' AND sequence > $3 ORDER BY sequence LIMIT 1)`

async function rowsAround(
  queries: Queries,
  { programme, device }: RecordContext,
  { sequence }: JournalEntry,
): Promise<{ readonly before: Row | undefined; readonly after: Row | undefined }> {
  const rows = await queries.query<Row>(aroundSql, [programme.number, device.device, sequence])
  return {
    before: rows.find((row) => row.sequence <= sequence),
    after: rows.find((row) => row.sequence > sequence),
  }
}

/** What stands before it is recorded, or kept aside in its place. */
async function followsChain(
  queries: Queries,
  { programme, device }: RecordContext,
  { sequence, previous }: JournalEntry,
  before: Row | undefined,
): Promise<boolean> {
  if (sequence === 1) return equalBytes(previous, noPrevious)
  if (before?.sequence === sequence - 1) return equalBytes(previous, new Uint8Array(before.hash))
  const held = await queries.query(
    `SELECT 1 FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3
       AND reason = ANY($4::text[])`,
    [programme.number, device.device, previous, keptInPlace],
  )
  return held.length > 0
}

function leadsTo(
  arrival: Arrival,
  read: JournalEntry,
  end: { readonly sequence: number; readonly hash: Bytes },
): boolean {
  let last = arrival
  for (let sequence = read.sequence; sequence < end.sequence; sequence++) {
    const following = last.next
    const content = following?.entry.content?.entry
    if (!following || content?.sequence !== sequence + 1) return false
    if (!equalBytes(content.previous, last.entry.hash)) return false
    last = following
  }
  return equalBytes(last.entry.hash, end.hash)
}

function previousOf(bytes: Bytes): Bytes | undefined {
  const decoded = decodeEntry(new Uint8Array(bytes))
  return decoded.ok ? decoded.value.previous : undefined
}

/** The newest head that the chain cites before a place; a number that we cannot have given out says nothing. */
export async function citedBefore(
  queries: Queries,
  { programme, device }: RecordContext,
  { sequence }: JournalEntry,
): Promise<number> {
  const [row] = await queries.query<{ head: number | null }>(
    `SELECT max(e.head) AS head FROM entries e
     WHERE e.programme = $1 AND e.device = $2 AND e.held <> 'fork' AND e.sequence < $3
       AND (EXISTS (SELECT 1 FROM heads h WHERE h.programme = $1 AND h.number = e.head)
            OR EXISTS (SELECT 1 FROM epochs WHERE first_head > e.head))`,
    [programme.number, device.device, sequence],
  )
  return row?.head ?? 0
}
