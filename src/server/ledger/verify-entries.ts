import { equalBytes, toHex, type Bytes } from '#protocol/bytes.ts'
import { decodeEntry, entryHash, noPrevious, operatorOf, type JournalEntry } from '#protocol/journal-entry.ts'
import { timeOnRecord } from './act-time.ts'
import { readEntry, type EntryContent } from './read-entry.ts'
import { compare, type Finding, type ReadSnapshot, type Verified } from './finding.ts'

/**
 * Each column of an entry is what its bytes say, each proof still holds or fails, and each chain is whole. What was held
 * outside its chain has no place in it. Read slice by slice, in the order of the chains.
 */
export async function verifyEntries(snapshot: ReadSnapshot, sliceOf: number): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let last: EntryRow | undefined
  for (;;) {
    const before = last
    const slice = await snapshot(async (verified) => {
      const read = await verifySlice(verified, before, sliceOf)
      return read.rows < sliceOf ? { ...read, order: await verifyOrder(verified) } : read
    })
    findings.push(...slice.findings)
    last = slice.last
    if ('order' in slice) return [...findings, ...slice.order]
  }
}

async function verifySlice(verified: Verified, last: EntryRow | undefined, sliceOf: number) {
  const { queries, programme } = verified
  const rows = await queries.query<EntryRow>(sliceSql, [
    programme.number,
    ...[last?.device ?? '', last?.sequence ?? 0, sliceOf],
  ])
  const targets = await targetsOf(verified, rows)
  const heldHashes = await heldAmong(verified, rows)
  const findings: Finding[] = []
  let before = last
  for (const row of rows) {
    findings.push(...(await verifyEntry(verified, row, targets)))
    findings.push(...verifyLink(row, before?.device === row.device ? before : undefined, heldHashes))
    before = row
  }
  findings.push(...verifyEnds(rows))
  return { findings, last: before, rows: rows.length }
}

/** The acts that these undo or contest: what they say of their pass. */
async function targetsOf(
  { queries, programme }: Verified,
  rows: readonly EntryRow[],
): Promise<ReadonlyMap<string, TargetRow>> {
  const named = rows.flatMap(({ target }) => target ?? [])
  const found = await queries.query<TargetRow & { readonly entry: string }>(
    'SELECT entry, batch, pass, cheque FROM entries WHERE programme = $1 AND entry = ANY($2::text[])',
    [programme.number, named],
  )
  return new Map(found.map((row) => [row.entry, row]))
}

type TargetRow = Pick<EntryRow, 'batch' | 'pass' | 'cheque'>

async function heldAmong(
  { queries, programme }: Verified,
  rows: readonly EntryRow[],
): Promise<ReadonlySet<string>> {
  const devices = [...new Set(rows.map(({ device }) => device))]
  const held = await queries.query<{ device: string; hash: Uint8Array }>(
    'SELECT device, hash FROM held_entries WHERE programme = $1 AND device = ANY($2::text[])',
    [programme.number, devices],
  )
  return new Set(held.map(({ device, hash }) => `${device}/${toHex(hash)}`))
}

type EntryRow = {
  readonly entry: string
  readonly device: string
  readonly sequence: number
  readonly hash: Uint8Array
  readonly bytes: Bytes
  readonly structure: string
  readonly device_structure: string | null
  readonly last_sequence: number | null
  readonly kind: string
  readonly batch: number | null
  readonly pass: number | null
  readonly cheque: number
  readonly units: number
  readonly service: string
  readonly target: string | null
  readonly head: number
  readonly verdict: string | null
  readonly proof: string
  readonly claimed_at: number
  readonly recorded_at: number
  readonly operator: string | null
}

const sliceSql = `
  SELECT e.*, d.structure AS device_structure, d.last_sequence
  FROM entries e
  LEFT JOIN devices d ON d.device = e.device
  WHERE e.programme = $1 AND e.held <> 'fork' AND (e.device, e.sequence) > ($2, $3)
  ORDER BY e.device, e.sequence LIMIT $4`

async function verifyEntry(
  { installation, programme, batches }: Verified,
  row: EntryRow,
  targets: ReadonlyMap<string, TargetRow>,
): Promise<readonly Finding[]> {
  const where = `entry/${row.entry}`
  const hashes = compare(
    'entry-differs',
    where,
    { hash: toHex(entryHash(row.bytes)) },
    { hash: toHex(row.hash) },
  )
  if (hashes.length > 0) return hashes
  const read = await readEntry(
    installation,
    { programme: programme.number, batches },
    { bytes: new Uint8Array(row.bytes), personal: null },
  )
  if (!read.content) return compare('entry-differs', where, 'readable', 'unreadable')
  const target = targets.get(read.content.target ?? '')
  return compare('entry-differs', where, columnsOf(read.content, target, row), storedColumns(row))
}

/** A code that nobody could resolve when the entry came stays unresolved: the entry is held for a person. */
function columnsOf({ entry, ...content }: EntryContent, target: TargetRow | undefined, row: EntryRow) {
  const code = content.code ?? target
  const resolved =
    row.batch === null
      ? { batch: null, pass: null, cheque: row.cheque, units: row.units, proof: row.proof }
      : {
          batch: code?.batch ?? null,
          pass: code?.pass ?? null,
          cheque: code?.cheque ?? 0,
          units: content.units,
          proof: content.proof,
        }
  return {
    entry: entry.id,
    device: entry.device,
    sequence: entry.sequence,
    structure: row.device_structure,
    kind: entry.kind,
    ...resolved,
    service: content.service,
    target: content.target ?? null,
    head: entry.head,
    verdict: entry.verdict,
    claimedAt: timeOnRecord(entry, row.recorded_at),
    operator: operatorOf(entry) ?? null,
  }
}

function storedColumns(row: EntryRow): ReturnType<typeof columnsOf> {
  const { entry, device, sequence, structure, kind, batch, pass, cheque, units, service, target, head } = row
  const { verdict, claimed_at: claimedAt, operator } = row
  const proof = row.proof as EntryContent['proof']
  const code = { batch, pass, cheque, units, proof }
  return {
    entry,
    device,
    sequence,
    structure,
    kind,
    ...code,
    service,
    target,
    head,
    verdict,
    claimedAt,
    operator,
  }
}

/** Each entry names the one before it: recorded, or kept aside in its place. */
function verifyLink(
  row: EntryRow,
  before: EntryRow | undefined,
  heldHashes: ReadonlySet<string>,
): readonly Finding[] {
  const decoded = decodeEntry(row.bytes)
  const previous = decoded.ok ? previousOf(decoded.value) : noPrevious
  const follows = before ? before.hash : noPrevious
  const isNext = row.sequence === (before?.sequence ?? 0) + 1
  const linked = isNext ? equalBytes(previous, follows) : heldHashes.has(`${row.device}/${toHex(previous)}`)
  return compare('chain-broken', `entry/${row.entry}`, 'linked', linked ? 'linked' : 'not linked')
}

function previousOf({ previous }: JournalEntry): Uint8Array {
  return previous
}

/** The entries of a pass have each their own place, and none is beyond those that the pass has given out. */
async function verifyOrder({ queries, programme }: Verified): Promise<readonly Finding[]> {
  const rows = await queries.query<{ entry: string; place: string }>(
    `SELECT e.entry, e.batch || '/' || e.pass || '/' || coalesce(e.pass_order::text, 'none') AS place FROM entries e
     LEFT JOIN passes p ON p.programme = e.programme AND p.batch = e.batch AND p.pass = e.pass
     WHERE e.programme = $1 AND e.batch IS NOT NULL AND e.held <> 'fork'
       AND (e.pass_order IS NULL OR e.pass_order > coalesce(p.acts, 0) OR EXISTS (
         SELECT 1 FROM entries o WHERE o.programme = e.programme AND o.batch = e.batch AND o.pass = e.pass
           AND o.held <> 'fork' AND o.pass_order = e.pass_order AND o.entry < e.entry))
     ORDER BY e.entry`,
    [programme.number],
  )
  return rows.flatMap(({ entry, place }) =>
    compare('entry-differs', `entry/${entry}`, 'a place of its own', place),
  )
}

/** A device's row stands at the end of its chain, never before it. */
function verifyEnds(rows: readonly EntryRow[]): readonly Finding[] {
  return rows.flatMap((row) =>
    row.sequence <= (row.last_sequence ?? 0)
      ? []
      : compare('chain-broken', `device/${row.device}`, row.sequence, row.last_sequence),
  )
}
