import type { FileName } from '#protocol/file.ts'
import type { Queries } from '../database/database.ts'

/** One content of a batch's list, numbered from 1; a new one for each head whose list differs from the one before. */
export type ListVersion = {
  readonly batch: number
  readonly version: number
  readonly list: FileName
  /** Leads here from the version before; null where the list was written whole. */
  readonly delta: FileName | null
  readonly firstHead: number
}

/** So many versions apart, a list is kept whole for good; the ones between are put together again from deltas. */
export const wholeEvery = 64

const columns = 'batch, version, list, delta, first_head AS "firstHead"'

export async function addVersion(
  queries: Queries,
  programme: number,
  { batch, version, list, delta, firstHead }: ListVersion,
): Promise<void> {
  await queries.query(
    `INSERT INTO list_versions (programme, batch, version, list, delta, first_head)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [programme, batch, version, list, delta, firstHead],
  )
}

/** The list of each batch as a head names it. */
export async function versionsAt(
  queries: Queries,
  programme: number,
  head: number,
): Promise<readonly ListVersion[]> {
  return queries.query<ListVersion>(
    `SELECT DISTINCT ON (batch) ${columns} FROM list_versions
     WHERE programme = $1 AND first_head <= $2 ORDER BY batch, version DESC`,
    [programme, head],
  )
}

/** A version and the ones before it, newest first, as far as the one that deltas lead from: `most` steps at most. */
export async function stepsTo(
  queries: Queries,
  programme: number,
  to: Pick<ListVersion, 'batch' | 'version'>,
  most: number,
): Promise<readonly ListVersion[]> {
  const rows = await queries.query<ListVersion>(
    `SELECT ${columns} FROM list_versions
     WHERE programme = $1 AND batch = $2 AND version BETWEEN $3 AND $4 ORDER BY version DESC`,
    [programme, to.batch, to.version - most, to.version],
  )
  const first = rows.findIndex(({ delta }) => delta === null)
  return first < 0 ? rows : rows.slice(0, first + 1)
}

export async function versionOfList(
  queries: Queries,
  programme: number,
  list: FileName,
): Promise<ListVersion | undefined> {
  const [row] = await queries.query<ListVersion>(
    `SELECT ${columns} FROM list_versions WHERE programme = $1 AND list = $2 ORDER BY version DESC LIMIT 1`,
    [programme, list],
  )
  return row
}

/** Whether a version has to stay whole: what comes after it leads from it. */
export function staysWhole({ version, delta }: Pick<ListVersion, 'version' | 'delta'>): boolean {
  return delta === null || version % wholeEvery === 0
}
