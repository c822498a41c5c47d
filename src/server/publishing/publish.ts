import { stateOfPass, untouchedPass, type PassKnowledge, type PassState } from '#domain/pass.ts'
import { headInterval } from '#domain/programme.ts'
import type { Batch } from '#domain/batch.ts'
import { encodePassList, makePassList } from '#protocol/pass-list.ts'
import { encodeRecord, type PublishedKey, type Records } from '#protocol/records.ts'
import { decodeHead, signHead, type Head } from '#protocol/head.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { keyIdOf } from '#protocol/keys.ts'
import { exportKeyOf } from '../access/export-key.ts'
import type { Queries } from '../database/database.ts'
import { findProgramme, listBatches, listStructures } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { readInstallation } from './epoch.ts'
import { keepFile } from './files.ts'
import { headKeyOf } from './head-key.ts'

export type Published = { readonly number: number; readonly bytes: Uint8Array; readonly issuedAt: number }

/**
 * Takes the waiting changes, writes the lists that they touch and signs a new head, in one transaction on one
 * snapshot: a late commit is in the next head, and nothing is skipped. Without changes, a head is signed again only
 * when the last one grows old.
 */
export async function publish(installation: Installation, programme: number): Promise<Published | undefined> {
  const { privateKey, keyId } = await headKeyOf(installation, programme)
  const { epoch } = await readInstallation(installation)
  const exportKey = await publishedExportKey(installation)
  return installation.database.transaction(
    async (queries) => {
      const now = installation.now()
      const last = await newestHead(queries, programme)
      const changes = await takeChanges(queries, programme)
      if (last && changes.length === 0 && now - last.issuedAt < headInterval.most) return undefined

      const previous = last ? openOwnHead(last.bytes) : undefined
      const batches = await listBatches(queries, programme)
      const changed = new Set(changes.map((change) => change.batch))
      const lists: { batch: number; list: string; deltas: readonly never[] }[] = []
      for (const batch of batches) {
        const known = previous?.lists.find((list) => list.batch === batch.number)
        const list =
          known && !changed.has(batch.number)
            ? known.list
            : await keepFile(queries, programme, await listOf(queries, programme, batch), now)
        lists.push({ batch: batch.number, list, deltas: [] })
      }
      const number = (last?.number ?? 0) + 1
      const records = await keepRecords(queries, programme, batches, exportKey, now)
      const head: Head = { programme, epoch, number, issuedAt: now, lists, records }
      const bytes = await signHead(head, keyId, privateKey)
      await queries.query('INSERT INTO heads VALUES ($1, $2, $3, $4)', [programme, number, now, bytes])
      for (const { entry, number: outcome } of changes) {
        if (entry !== null) await announceOutcome(queries, programme, { entry, outcome, head: number })
      }
      return { number, bytes, issuedAt: now }
    },
    { snapshot: true },
  )
}

export async function newestHead(queries: Queries, programme: number): Promise<Published | undefined> {
  const [row] = await queries.query<{ number: number; bytes: Uint8Array; issued_at: number }>(
    'SELECT number, bytes, issued_at FROM heads WHERE programme = $1 ORDER BY number DESC LIMIT 1',
    [programme],
  )
  return row && { number: row.number, bytes: row.bytes, issuedAt: row.issued_at }
}

/** A head that this server signed itself: read without checking the signature again. */
export function openOwnHead(bytes: Uint8Array): Head {
  const envelope = parseSign1(bytes)
  const head = envelope.ok ? decodeHead(envelope.value.payload) : envelope
  if (!head.ok) throw new Error(`our own head cannot be read: ${head.error}`)
  return head.value
}

type Change = { readonly batch: number; readonly entry: string | null; readonly number: number }

async function takeChanges(queries: Queries, programme: number): Promise<readonly Change[]> {
  return queries.query<Change>(
    'DELETE FROM pass_changes WHERE programme = $1 RETURNING batch, entry, number',
    [programme],
  )
}

async function listOf(queries: Queries, programme: number, batch: Batch) {
  const touched = new Map<number, PassKnowledge>()
  const rows = await queries.query<{ pass: number; state: PassState; used: number; cheques: number[] }>(
    'SELECT pass, state, used, cheques FROM passes WHERE programme = $1 AND batch = $2',
    [programme, batch.number],
  )
  for (const { pass, state, used, cheques } of rows) {
    touched.set(pass, { state: stateOfPass(batch, pass, state), used, cheques: new Set(cheques) })
  }
  return encodePassList(
    makePassList(batch, programme, (pass) => touched.get(pass) ?? untouchedPass(batch, pass)),
  )
}

async function keepRecords(
  queries: Queries,
  programme: number,
  batches: readonly Batch[],
  exportKey: PublishedKey,
  now: number,
): Promise<Head['records']> {
  const record = await findProgramme(queries, programme)
  if (!record) throw new Error(`programme ${programme} is not loaded`)
  const records: Records = {
    programme: record,
    batches,
    structures: await listStructures(queries),
    keys: [...(await passKeys(queries, programme)), exportKey],
  }
  return {
    programme: await keepFile(queries, programme, encodeRecord('programme', records.programme), now),
    batches: await keepFile(queries, programme, encodeRecord('batches', records.batches), now),
    structures: await keepFile(queries, programme, encodeRecord('structures', records.structures), now),
    keys: await keepFile(queries, programme, encodeRecord('keys', records.keys), now),
  }
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

/** For devices that were enrolled before their enrolment named it. */
async function publishedExportKey(installation: Installation): Promise<PublishedKey> {
  const { publicKey } = await exportKeyOf(installation)
  return { keyId: keyIdOf(publicKey), usage: 'export', batch: 0, publicKey }
}

/** The device that acted learns the first head whose lists contain its outcome. */
async function announceOutcome(
  queries: Queries,
  programme: number,
  counted: { readonly entry: string; readonly outcome: number; readonly head: number },
): Promise<void> {
  await queries.query(
    'UPDATE outcomes SET first_head = $4 WHERE programme = $1 AND entry = $2 AND number = $3 AND first_head IS NULL',
    [programme, counted.entry, counted.outcome, counted.head],
  )
  await queries.query(
    `INSERT INTO outcome_notices (programme, device, entry, number, first_head)
     SELECT programme, device, entry, $3, $4 FROM entries WHERE programme = $1 AND entry = $2
     ON CONFLICT (programme, device, entry) DO UPDATE
       SET number = excluded.number, first_head = excluded.first_head
       WHERE outcome_notices.number <= excluded.number`,
    [programme, counted.entry, counted.outcome, counted.head],
  )
}
