import { promisify } from 'node:util'
import { deflate as deflateWith, inflate as inflateWith } from 'node:zlib'
import type { Instant } from '#domain/instant.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { fileNameOf, type FileName } from '#protocol/file.ts'
import type { Queries } from '../database/database.ts'

/** The streams of `#protocol/file.ts` are there in a browser too, and take five times as long. */
const deflate = promisify<Uint8Array, Buffer>(deflateWith)
const inflate = promisify<Uint8Array, Buffer>(inflateWith)

/** Keeps a file under the hash of its content, once; until an instant, or for good when nobody gives one. */
export async function keepFile(
  queries: Queries,
  programme: number,
  content: Bytes,
  at: Instant,
  until: Instant | null = null,
): Promise<FileName> {
  const name = fileNameOf(content)
  if (await keepLonger(queries, programme, name, until)) return name
  await queries.query(
    `INSERT INTO files (programme, name, deflated, created_at, kept_until) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [programme, name, await deflate(content), at, until],
  )
  return name
}

/** False when there is no such file. What is kept for good stays so. */
export async function keepLonger(
  queries: Queries,
  programme: number,
  name: FileName,
  until: Instant | null,
): Promise<boolean> {
  const [known] = await queries.query<{ ends: Instant | null }>(
    'SELECT kept_until AS ends FROM files WHERE programme = $1 AND name = $2',
    [programme, name],
  )
  if (!known) return false
  if (known.ends !== null && (until === null || until > known.ends)) {
    await queries.query('UPDATE files SET kept_until = $3 WHERE programme = $1 AND name = $2', [
      programme,
      name,
      until,
    ])
  }
  return true
}

/** A file as it travels, in ZLIB form. */
export async function readDeflated(queries: Queries, programme: number, name: FileName) {
  const [row] = await queries.query<{ deflated: Uint8Array }>(
    'SELECT deflated FROM files WHERE programme = $1 AND name = $2',
    [programme, name],
  )
  return row ? new Uint8Array(row.deflated) : undefined
}

export async function readContent(
  queries: Queries,
  programme: number,
  name: FileName,
): Promise<Bytes | undefined> {
  const deflated = await readDeflated(queries, programme, name)
  return deflated && inflated(deflated)
}

/** What a file says. Rejects when it is damaged. */
export async function inflated(deflated: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await inflate(deflated))
}

/** Those of these files that are kept, inflated. */
export async function readContents(
  queries: Queries,
  programme: number,
  names: readonly FileName[],
): Promise<ReadonlyMap<FileName, Bytes>> {
  const contents = new Map<FileName, Bytes>()
  for (const [name, deflated] of await readAllDeflated(queries, programme, names))
    contents.set(name, await inflated(deflated))
  return contents
}

/** The same as they are kept. */
export async function readAllDeflated(
  queries: Queries,
  programme: number,
  names: readonly FileName[],
): Promise<ReadonlyMap<FileName, Uint8Array>> {
  if (names.length === 0) return new Map()
  const rows = await queries.query<{ name: FileName; deflated: Uint8Array }>(
    'SELECT name, deflated FROM files WHERE programme = $1 AND name = ANY($2::text[])',
    [programme, names],
  )
  return new Map(rows.map(({ name, deflated }) => [name, deflated]))
}

/** Which of these files are kept for good. */
export async function keptForGood(
  queries: Queries,
  programme: number,
  names: readonly FileName[],
): Promise<ReadonlySet<FileName>> {
  const rows = await queries.query<{ name: FileName }>(
    'SELECT name FROM files WHERE programme = $1 AND name = ANY($2::text[]) AND kept_until IS NULL',
    [programme, names],
  )
  return new Set(rows.map(({ name }) => name))
}
