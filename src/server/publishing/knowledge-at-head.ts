import type { Knowledge } from '#domain/knowledge.ts'
import type { PrintedCode } from '#domain/batch.ts'
import type { Instant } from '#domain/instant.ts'
import type { Programme } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import type { Head, HeadList } from '#protocol/head.ts'
import { lookUpPass, type PassList } from '#protocol/pass-list.ts'
import { decodeRecord, type RecordName, type Records } from '#protocol/records.ts'
import { findProgramme, findStructure } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { readContent } from './files.ts'
import { versionsAt } from './list-versions.ts'
import { openOwnHead } from './publish.ts'
import { readList } from './read-list.ts'
import { recordsAt } from './records.ts'
import { createRemembered } from './remembered.ts'

/**
 * What a device that holds a head can know of any pass, read back from the very files that the head names, or from
 * what they follow from.
 */
export type HeadKnowledge = {
  readonly head: { readonly number: number; readonly issuedAt: number } | undefined
  /** The head before a lost one, where the cited head itself is gone. */
  readonly of: (code: PrintedCode, structure: Structure) => Knowledge
  /** The server does not have the cited head, and it is not the device's fault that it cannot tell. */
  readonly lost: LostHead | undefined
}

/** `before`: every head of its kind was signed before then; undefined for a number that we cannot have given out. */
export type LostHead = { readonly before: Instant | undefined }

export async function knowledgeAtHead(
  installation: Installation,
  programme: number,
  number: number,
): Promise<HeadKnowledge> {
  const cited = await readHead(installation, programme, number)
  const lost = cited ? undefined : await lostHead(installation, number)
  const head = cited ?? (lost && (await headBefore(installation, programme, number)))
  if (!head) {
    const record = await currentProgramme(installation, programme)
    return {
      head: undefined,
      of: (_code, structure) => ({
        programme: record,
        structure,
        head: undefined,
        batch: undefined,
        pass: undefined,
      }),
      lost,
    }
  }
  const record = await readRecord(installation, head, 'programme')
  const batches = await readRecord(installation, head, 'batches')
  const structures = await readRecord(installation, head, 'structures')
  const lists = new Map<number, PassList>()
  for (const { batch, list } of head.lists) {
    lists.set(batch, await readList(installation.database, programme, list))
  }
  return {
    head: cited,
    lost,
    of: (code, structure) => {
      const list = lists.get(code.batch)
      return {
        programme: record,
        structure: structures.find(({ id }) => id === structure.id) ?? structure,
        head: { number: head.number, issuedAt: head.issuedAt },
        batch: batches.find((batch) => batch.number === code.batch),
        pass: list && lookUpPass(list, code.pass),
      }
    },
  }
}

export async function structureOfDevice(installation: Installation, id: string): Promise<Structure> {
  const structure = await findStructure(installation.database, id)
  if (!structure) throw new Error(`structure ${id} is not in the directory`)
  return structure
}

async function currentProgramme(installation: Installation, number: number): Promise<Programme> {
  const programme = await findProgramme(installation.database, number)
  if (!programme) throw new Error(`programme ${number} is not loaded`)
  return programme
}

/** What a head named, without the deltas: from its bytes, or from what was written down of it. */
type NamedFiles = Pick<Head, 'programme' | 'number' | 'issuedAt' | 'records'> & {
  readonly lists: readonly Pick<HeadList, 'batch' | 'list'>[]
}

async function readHead(
  { database }: Installation,
  programme: number,
  number: number,
): Promise<NamedFiles | undefined> {
  if (number > largestNumber) return undefined
  const [row] = await database.query<{ bytes: Uint8Array | null; issued_at: number }>(
    'SELECT bytes, issued_at FROM heads WHERE programme = $1 AND number = $2',
    [programme, number],
  )
  if (!row) return undefined
  if (row.bytes) return openOwnHead(row.bytes)
  const records = await recordsAt(database, programme, number)
  if (!records) throw new Error(`nothing was written down of head ${number}`)
  const lists = await versionsAt(database, programme, number)
  return { programme, number, issuedAt: row.issued_at, records, lists }
}

/** Numbers of lost heads lie below the first one of the epoch that was drawn when they were lost. */
async function lostHead({ database }: Installation, number: number): Promise<LostHead | undefined> {
  if (number === 0 || number > largestNumber) return undefined
  const [row] = await database.query<{ before: number | null }>(
    'SELECT min(drawn_at) AS before FROM epochs WHERE first_head > $1',
    [number],
  )
  return { before: row?.before ?? undefined }
}

async function headBefore(
  installation: Installation,
  programme: number,
  number: number,
): Promise<NamedFiles | undefined> {
  const [row] = await installation.database.query<{ number: number }>(
    'SELECT number FROM heads WHERE programme = $1 AND number < $2 ORDER BY number DESC LIMIT 1',
    [programme, number],
  )
  return row && readHead(installation, programme, row.number)
}

/** No head of ours has a larger number: the store's integers end there. */
const largestNumber = 2 ** 31 - 1

/** Files never change, so what was decoded once is kept. */
const decoded = createRemembered<unknown>(100)

async function readRecord<Name extends RecordName>(
  installation: Installation,
  head: NamedFiles,
  name: Name,
): Promise<Records[Name]> {
  const key = `${head.programme}/${head.records[name]}`
  const known = decoded.get(key)
  if (known !== undefined) return known as Records[Name]
  const content = await readContent(installation.database, head.programme, head.records[name])
  const record = content && decodeRecord(name, content)
  if (!record?.ok) throw new Error(`the file ${name} of head ${head.number} cannot be read`)
  decoded.set(key, record.value)
  return record.value
}
