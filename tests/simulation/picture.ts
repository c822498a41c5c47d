import type { Batch } from '#domain/batch.ts'
import type { Account } from '#domain/ledger.ts'
import type { RecordedOutcome } from '#server/ledger/outcomes.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import { decodePassList, type PassList } from '#protocol/pass-list.ts'
import type { Head } from '#protocol/head.ts'
import { listBatches } from '#server/directory/programmes.ts'
import { readContent } from '#server/publishing/files.ts'
import { newestHead, openOwnHead } from '#server/publishing/publish.ts'
import { programme } from './example-programme.ts'
import type { Town } from './town.ts'

/** All that the server says at the end, read once: what is checked is checked against it. */
export type Picture = {
  readonly batches: readonly Batch[]
  readonly entries: readonly EntryRow[]
  readonly held: readonly { readonly id: string; readonly device: string; readonly reason: string }[]
  /** Of each entry, oldest first. */
  readonly outcomes: ReadonlyMap<string, readonly RecordedOutcome[]>
  readonly transfers: readonly TransferRow[]
  /** Acts that a statement pays. */
  readonly stated: ReadonlySet<string>
  readonly head: Head
  readonly lists: ReadonlyMap<number, PassList>
  readonly chains: ReadonlyMap<string, ChainRow>
}

/** `head`: the newest one that the device said it holds. */
type ChainRow = { readonly sequence: number; readonly hash: Uint8Array; readonly head: number }

export type EntryRow = {
  readonly entry: string
  readonly device: string
  readonly sequence: number
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
  readonly structure: string
  readonly kind: string
  readonly batch: number | null
  readonly pass: number | null
  readonly pass_order: number | null
  readonly cheque: number
  readonly units: number
  readonly target: string | null
  readonly verdict: string | null
  readonly conformance: string | null
  readonly head: number
  readonly claimed_at: number
  readonly held: '' | 'fork' | 'revoked'
  /** The server did not have the head that it cites when it came. */
  readonly head_forgotten: boolean
}

export type TransferRow = {
  readonly cause: string
  readonly debit: Account
  readonly credit: Account
  readonly cents: number
}

export async function takePicture({ server }: Town): Promise<Picture> {
  const { database } = server
  const newest = await newestHead(database, programme)
  if (!newest) throw new Error('nothing was published')
  const head = openOwnHead(newest.bytes)
  const held = await database.query<{ bytes: Uint8Array; device: string; reason: string }>(
    'SELECT device, bytes, reason FROM held_entries',
  )
  const outcomes = new Map<string, RecordedOutcome[]>()
  const rows = await database.query<RecordedOutcome & { entry: string }>(
    `SELECT entry, number, type, covered_units AS "coveredUnits", honoured_units AS "honouredUnits", reason,
       first_head AS "firstHead" FROM outcomes ORDER BY entry, number`,
  )
  for (const row of rows) outcomes.set(row.entry, [...(outcomes.get(row.entry) ?? []), row])
  const devices = await database.query<ChainRow & { device: string }>(
    'SELECT device, last_sequence AS sequence, last_hash AS hash, head FROM devices',
  )
  const stated = await database.query<{ entry: string }>('SELECT entry FROM statement_lines')
  return {
    batches: await listBatches(database, programme),
    entries: await database.query<EntryRow>(
      `SELECT entry, device, sequence, hash, bytes, structure, kind, batch, pass, pass_order, cheque, units, target,
         verdict, conformance, head, claimed_at, held, head_forgotten FROM entries ORDER BY device, sequence`,
    ),
    held: held.map(({ bytes, device, reason }) => {
      const read = decodeEntry(bytes)
      return { id: read.ok ? read.value.id : '', device, reason }
    }),
    outcomes,
    transfers: await database.query<TransferRow>('SELECT cause, debit, credit, cents FROM transfers'),
    stated: new Set(stated.map(({ entry }) => entry)),
    head,
    lists: await listsOf(database, head),
    chains: new Map(devices.map((row) => [row.device, row])),
  }
}

async function listsOf(
  database: Town['server']['database'],
  head: Head,
): Promise<ReadonlyMap<number, PassList>> {
  const lists = new Map<number, PassList>()
  for (const { batch, list } of head.lists) {
    const content = await readContent(database, programme, list)
    const read = content && decodePassList(content)
    if (!read?.ok) throw new Error(`the list of batch ${batch} cannot be read`)
    lists.set(batch, read.value)
  }
  return lists
}
