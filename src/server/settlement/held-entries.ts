import { fromHex, toHex } from '#protocol/bytes.ts'
import { bodyOf, claimedAt, decodeEntry } from '#protocol/journal-entry.ts'
import type { HeldEntry, HeldList } from '#protocol/manage/cases.ts'
import type { Queries } from '../database/database.ts'
import { listStructures } from '../directory/programmes.ts'

/**
 * What arrived and could not enter the journal, newest first: kept whole, and never silently dropped. What a person
 * has looked at and closed leaves this list; its bytes and the decision stay.
 */
export async function listHeldEntries(
  queries: Queries,
  programme: number,
  /** `before`: from an earlier answer; a page begins behind an act. */
  { before, atOnce = readAtOnce }: { readonly before?: string | undefined; readonly atOnce?: number } = {},
): Promise<HeldList> {
  const shown: HeldEntry[] = []
  let rows: readonly HeldRow[]
  let last = placeOf(before)
  // However many were closed since: what nobody has looked at is found behind them.
  do {
    rows = await rowsAfter(queries, programme, last, atOnce)
    shown.push(...(await openAmong(queries, programme, rows)))
    last = rows.at(-1)
  } while (rows.length === atOnce && shown.length <= page)
  const held = shown.slice(0, page)
  const end = held.at(-1)
  const next = shown.length > page && end ? `${end.receivedAt}.${end.hash}.${end.device}` : null
  return { held, next }
}

const readAtOnce = 500
const page = 50

/** Where a held entry stands among all others. */
type HeldPlace = Pick<HeldRow, 'received_at' | 'hash' | 'device'>

function placeOf(cursor: string | undefined): HeldPlace | undefined {
  const [, receivedAt, hash, device] =
    /^(\d{1,15})\.([0-9a-f]{64})\.([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  return receivedAt && hash && device
    ? { received_at: Number(receivedAt), hash: fromHex(hash), device }
    : undefined
}

async function rowsAfter(
  queries: Queries,
  programme: number,
  last: HeldPlace | undefined,
  atOnce: number,
): Promise<readonly HeldRow[]> {
  return queries.query<HeldRow>(
    `SELECT h.hash, h.device, d.name, d.structure, h.reason, h.bytes, h.received_at
     FROM held_entries h JOIN devices d ON d.device = h.device
     WHERE h.programme = $1
       AND ($2::bigint IS NULL OR h.received_at < $2 OR (h.received_at = $2 AND (h.hash, h.device) > ($3, $4)))
     ORDER BY h.received_at DESC, h.hash, h.device LIMIT $5`,
    [programme, last?.received_at ?? null, last?.hash ?? null, last?.device ?? null, atOnce],
  )
}

/** Without those that a person has closed. */
async function openAmong(
  queries: Queries,
  programme: number,
  rows: readonly HeldRow[],
): Promise<readonly HeldEntry[]> {
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  const read = rows.map((row) => ({ row, says: saysOf(row.bytes) }))
  const open = await caseIsOpen(
    queries,
    programme,
    read.flatMap(({ row, says }) => [says?.entry ?? [], toHex(row.hash)].flat()),
  )
  const held = read.map(({ row, says }) => {
    const { hash, device, name: deviceName, structure, reason, bytes, received_at: receivedAt } = row
    const name = toHex(hash)
    // The case of an id that another act has is not its own; one that waits has none.
    const byId = says && reason !== 'same-id' && !open.has(name) ? says.entry : name
    const isOpen = reason === 'gap' ? undefined : open.get(byId)
    const entry: HeldEntry = {
      ...{ device, reason, receivedAt, says, hash: name, deviceName, case: byId },
      structureName: names.get(structure) ?? structure,
      bytes: bytes.length,
      decisions: isOpen ? ['close'] : [],
    }
    return { entry, isClosed: isOpen === false }
  })
  return held.flatMap(({ entry, isClosed }) => (isClosed ? [] : entry))
}

function saysOf(bytes: Uint8Array): HeldEntry['says'] {
  const decoded = decodeEntry(bytes)
  if (!decoded.ok) return null
  const entry = decoded.value
  const redemption = bodyOf(entry, 'redemption')
  const about = redemption ?? bodyOf(entry, 'handover') ?? bodyOf(entry, 'block') ?? bodyOf(entry, 'unblock')
  const [batch, pass, cheque] = about?.code ?? [null, null, 0]
  const { id, kind } = entry
  return { entry: id, kind, claimedAt: claimedAt(entry), batch, pass, cheque, units: redemption?.units ?? 0 }
}

/** Of each act that a case was opened for. */
async function caseIsOpen(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await queries.query<{ entry: string; open: boolean }>(
    `SELECT entry, closed_at IS NULL AS open FROM cases
     WHERE programme = $1 AND kind = 'held' AND entry = ANY($2::text[])`,
    [programme, entries],
  )
  return new Map(rows.map(({ entry, open }) => [entry, open]))
}

type HeldRow = {
  readonly hash: Uint8Array
  readonly device: string
  readonly name: string
  readonly structure: string
  readonly reason: string
  readonly bytes: Uint8Array
  readonly received_at: number
}
