import { decodePassList, lookUpPass } from '#protocol/pass-list.ts'
import { readContent } from '#server/publishing/files.ts'
import { newestHead, openOwnHead } from '#server/publishing/publish.ts'
import { programme } from '../example-programme.ts'
import type { Town } from '../town.ts'

/** I8, at once after a head: a batch of which no change waits is listed as its passes are. */
export async function findStaleLists({ server }: Town): Promise<readonly string[]> {
  const { database } = server
  const newest = await newestHead(database, programme)
  if (!newest) return []
  const waiting = await database.query<{ batch: number }>('SELECT batch FROM pass_changes')
  const passes = await database.query<{ batch: number; pass: number; used: number }>(
    'SELECT batch, pass, used FROM passes',
  )
  const wrongs: string[] = []
  for (const { batch, list } of openOwnHead(newest.bytes).lists) {
    const content = await readContent(database, programme, list)
    const read = content && decodePassList(content)
    if (!read?.ok || waiting.some((change) => change.batch === batch)) continue
    for (const { pass, used } of passes.filter((row) => row.batch === batch)) {
      const listed = lookUpPass(read.value, pass)?.used
      if (listed !== used)
        wrongs.push(`I8 head ${newest.number} says ${listed} of pass ${batch}/${pass}, the ledger ${used}`)
    }
  }
  return wrongs
}
