import { DAY } from '#domain/instant.ts'
import type { Installation } from '../installation.ts'
import { newestHead, openOwnHead } from './publish.ts'

/** So long a head's signed bytes are kept after it was signed; what it named is written down apart. */
const bytesKeptFor = 2 * DAY

/**
 * Drops what no device fetches any more and nothing needs: lists and deltas of several steps past their end, unless
 * the newest head names them, and the bytes of old heads. What any head said can still be put together.
 */
export async function dropFiles({ database, now }: Installation, programme: number): Promise<void> {
  const newest = await newestHead(database, programme)
  if (!newest) return
  const at = now()
  const named = openOwnHead(newest.bytes).lists.flatMap(({ list, deltas }) => [
    list,
    ...deltas.map(({ delta }) => delta),
  ])
  await database.query(
    'DELETE FROM files WHERE programme = $1 AND kept_until < $2 AND NOT (name = ANY($3::text[]))',
    [programme, at, named],
  )
  await database.query(
    `UPDATE heads SET bytes = NULL
     WHERE programme = $1 AND number < $2 AND issued_at < $3 AND bytes IS NOT NULL
       AND number >= (SELECT min(first_head) FROM record_versions WHERE programme = $1)`,
    [programme, newest.number, at - bytesKeptFor],
  )
}
