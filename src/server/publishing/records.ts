import type { Batch } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import type { Instant } from '#domain/instant.ts'
import { fileNameOf, type FileName } from '#protocol/file.ts'
import type { Head } from '#protocol/head.ts'
import {
  encodeRecord,
  recordNames,
  type PublishedKey,
  type RecordName,
  type Records,
} from '#protocol/records.ts'
import type { Queries } from '../database/database.ts'
import { listStructures } from '../directory/programmes.ts'
import { keepFile, keptForGood } from './files.ts'

/** Writes the records that a head names, and from which head on they were so. */
export async function writeRecords(
  queries: Queries,
  told: {
    readonly record: Programme
    readonly batches: readonly Batch[]
    readonly exportKey: PublishedKey
  },
  head: { readonly number: number; readonly now: Instant },
): Promise<Head['records']> {
  const { record, batches, exportKey } = told
  const programme = record.number
  const records: Records = {
    programme: record,
    batches,
    structures: await listStructures(queries),
    keys: [...(await passKeys(queries, programme)), exportKey],
  }
  const former = await recordsAt(queries, programme, head.number)
  const contents = recordNames.map((name) => {
    const content = encodeRecord(name, records[name])
    return { name, content, file: fileNameOf(content) }
  })
  const kept = await keptForGood(
    queries,
    programme,
    contents.map(({ file }) => file),
  )
  const files: Partial<Record<RecordName, FileName>> = {}
  for (const { name, content, file } of contents) {
    if (!kept.has(file)) await keepFile(queries, programme, content, head.now)
    if (former?.[name] !== file) {
      await queries.query(
        'INSERT INTO record_versions (programme, record, first_head, file) VALUES ($1, $2, $3, $4)',
        [programme, name, head.number, file],
      )
    }
    files[name] = file
  }
  return wholeRecords(files)
}

/** The records as a head names them; undefined for a head of before this was written down. */
export async function recordsAt(
  queries: Queries,
  programme: number,
  head: number,
): Promise<Head['records'] | undefined> {
  const rows = await queries.query<{ record: RecordName; file: FileName }>(
    `SELECT DISTINCT ON (record) record, file FROM record_versions
     WHERE programme = $1 AND first_head <= $2 ORDER BY record, first_head DESC`,
    [programme, head],
  )
  if (rows.length === 0) return undefined
  return wholeRecords(Object.fromEntries(rows.map(({ record, file }) => [record, file])))
}

function wholeRecords(files: Partial<Record<RecordName, FileName>>): Head['records'] {
  const { programme, batches, structures, keys } = files
  if (!programme || !batches || !structures || !keys) throw new Error('a head names every record')
  return { programme, batches, structures, keys }
}

async function passKeys(queries: Queries, programme: number): Promise<readonly PublishedKey[]> {
  const rows = await queries.query<{
    batch: number
    key_id: Uint8Array
    public_key: Uint8Array
    training: boolean
  }>('SELECT batch, key_id, public_key, training FROM batches WHERE programme = $1 ORDER BY batch', [
    programme,
  ])
  return rows.map((row) => ({
    keyId: new Uint8Array(row.key_id),
    usage: row.training ? 'training' : 'pass',
    batch: row.batch,
    publicKey: new Uint8Array(row.public_key),
  }))
}
