import { headInterval } from '#domain/programme.ts'
import type { Batch } from '#domain/batch.ts'
import { SECOND, type Instant } from '#domain/instant.ts'
import { fileNameOf } from '#protocol/file.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { decodeHead, signHead, type Head, type HeadList } from '#protocol/head.ts'
import { encodeRecord } from '#protocol/records.ts'
import { keyIdOf } from '#protocol/keys.ts'
import type { PublishedKey } from '#protocol/records.ts'
import { exportKeyOf } from '../access/export-key.ts'
import type { Queries } from '../database/database.ts'
import { listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { headNumberAt, readInstallation } from './epoch.ts'
import { headKeyOf } from './head-key.ts'
import { addVersion, versionsAt, type ListVersion } from './list-versions.ts'
import { announceOutcomes, changedPasses, takeChanges } from './pass-changes.ts'
import { publishedProgramme } from './published-programme.ts'
import { writeRecords } from './records.ts'
import { keptFor, writeList } from './write-list.ts'

export type Published = { readonly number: number; readonly bytes: Uint8Array; readonly issuedAt: number }

/**
 * Takes the waiting changes, writes the lists that they touch and signs a new head, in one transaction on one
 * snapshot: a late commit is in the next head, and nothing is skipped. Without changes, of passes or of the programme's
 * own record, a head is signed again only when the last one grows old.
 */
export async function publish(installation: Installation, programme: number): Promise<Published | undefined> {
  const { privateKey, keyId } = await headKeyOf(installation, programme)
  const exportKey = await publishedExportKey(installation)
  return installation.database.transaction(
    async (queries) => {
      // Locked against a new epoch: no head of the old one may come after it.
      await queries.query('SELECT id FROM installation FOR SHARE')
      const { epoch, firstHead } = await readInstallation({ database: queries })
      const last = await newestHead(queries, programme)
      const changes = await takeChanges(queries, programme)
      const previous = last ? openOwnHead(last.bytes) : undefined
      const now = signingTime(installation.now(), previous?.epoch === epoch ? previous : undefined)
      const record = await publishedProgramme(queries, programme)
      const isDue = changes.length > 0 || !last || now - last.issuedAt >= headInterval.most
      const isSame =
        last !== undefined &&
        last.number >= firstHead &&
        previous?.epoch === epoch &&
        previous.records.programme === fileNameOf(encodeRecord('programme', record))
      if (!isDue && isSame) return undefined

      const number = Math.max((last?.number ?? 0) + 1, firstHead, headNumberAt(now))
      const batches = await listBatches(queries, programme)
      const lists = await writeLists(
        queries,
        { programme, batches, number, now, previous: previous?.lists ?? [] },
        changedPasses(changes),
      )
      const records = await writeRecords(queries, { record, batches, exportKey }, { number, now })
      const head: Head = { programme, epoch, number, issuedAt: now, lists, records }
      const bytes = await signHead(head, keyId, privateKey)
      await queries.query('INSERT INTO heads (programme, number, issued_at, bytes) VALUES ($1, $2, $3, $4)', [
        programme,
        number,
        now,
        bytes,
      ])
      await announceOutcomes(queries, programme, changes, number)
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

/**
 * The newest head, unless the server lost something since: the numbers of the former epoch then mean something else on
 * each device, so that its last head is not told again.
 */
export async function headToTell(queries: Queries, programme: number): Promise<Published | undefined> {
  const [row] = await queries.query<{ number: number; bytes: Uint8Array; issued_at: number }>(
    `SELECT number, bytes, issued_at FROM heads
     WHERE programme = $1 AND number >= (SELECT first_head FROM installation) ORDER BY number DESC LIMIT 1`,
    [programme],
  )
  return row && { number: row.number, bytes: row.bytes, issuedAt: row.issued_at }
}

/**
 * Devices refuse a head that is older than the one they hold, so within an epoch each is signed later than the one
 * before, also when the server's clock was ahead for a while and was put right.
 */
function signingTime(now: Instant, previous: Pick<Head, 'issuedAt'> | undefined): Instant {
  return Math.max(now, (previous?.issuedAt ?? 0) + 1)
}

/** A head that this server signed itself: read without checking the signature again. */
export function openOwnHead(bytes: Uint8Array): Head {
  const envelope = parseSign1(bytes)
  const head = envelope.ok ? decodeHead(envelope.value.payload) : envelope
  if (!head.ok) throw new Error(`our own head cannot be read: ${head.error}`)
  return head.value
}

type NextHead = {
  readonly programme: number
  readonly batches: readonly Batch[]
  readonly number: number
  readonly now: Instant
  /** What the head before names. */
  readonly previous: readonly HeadList[]
}

async function writeLists(
  queries: Queries,
  head: NextHead,
  changed: ReturnType<typeof changedPasses>,
): Promise<readonly HeadList[]> {
  const versions = await versionsAt(queries, head.programme, head.number)
  const lists: HeadList[] = []
  for (const batch of head.batches) {
    const before = head.previous.find((list) => list.batch === batch.number)
    const former = versions.find((version) => version.batch === batch.number)
    const passes = before ? changed.get(batch.number) : 'whole'
    const about = { programme: head.programme, batch, head: head.number, now: head.now, former }
    const written = passes && (await writeList(queries, { ...about, changed: passes }))
    const list = written ?? (before && (await keptAsItIs(queries, head, before, former)))
    if (list) lists.push(list)
  }
  return lists
}

/** In head numbers, which are seconds. Longer no device tries the deltas of a quiet list, and every head would carry them. */
const deltasFor = keptFor / SECOND

/** For devices that were enrolled before their enrolment named it. */
async function publishedExportKey(installation: Installation): Promise<PublishedKey> {
  const { publicKey } = await exportKeyOf(installation)
  return { keyId: keyIdOf(publicKey), usage: 'export', batch: 0, publicKey }
}

async function keptAsItIs(
  queries: Queries,
  { programme, number }: NextHead,
  { batch, list, deltas }: HeadList,
  former: ListVersion | undefined,
): Promise<HeadList> {
  // A list that was published before its versions were written down begins with this one.
  if (!former)
    await addVersion(queries, programme, { batch, version: 1, list, delta: null, firstHead: number })
  return { batch, list, deltas: number - (former?.firstHead ?? 0) < deltasFor ? deltas : [] }
}
