import type { Bytes } from '#protocol/bytes.ts'
import { deflate, fileNameOf, inflate, type FileName } from '#protocol/file.ts'
import type { Queries } from '../database/database.ts'

/** Keeps a file under the hash of its content, once. */
export async function keepFile(
  queries: Queries,
  programme: number,
  content: Bytes,
  at: number,
): Promise<FileName> {
  const name = fileNameOf(content)
  const known = await queries.query('SELECT name FROM files WHERE programme = $1 AND name = $2', [
    programme,
    name,
  ])
  if (known.length > 0) return name
  await queries.query('INSERT INTO files VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    programme,
    name,
    await deflate(content),
    at,
  ])
  return name
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
  return deflated ? inflate(deflated) : undefined
}
