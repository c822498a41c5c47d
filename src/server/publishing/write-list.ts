import type { Batch } from '#domain/batch.ts'
import { DAY, type Instant } from '#domain/instant.ts'
import { stateOfPass, untouchedPass, type PassKnowledge, type PassState } from '#domain/pass.ts'
import { fileNameOf } from '#protocol/file.ts'
import type { HeadList } from '#protocol/head.ts'
import { encodePassList, makePassList, type PassList, withPasses } from '#protocol/pass-list.ts'
import { encodeDelta, makeDelta } from '#protocol/pass-list-delta.ts'
import type { Queries } from '../database/database.ts'
import { keepFile, keepLonger } from './files.ts'
import { addVersion, staysWhole, stepsTo, wholeEvery, type ListVersion } from './list-versions.ts'
import { mergeSteps, readDeltas, readList } from './read-list.ts'

export type WrittenList = {
  readonly programme: number
  readonly batch: Batch
  /** The head that will name it. */
  readonly head: number
  readonly now: Instant
  readonly former: ListVersion | undefined
  /** The passes that may differ from the former list. */
  readonly changed: 'whole' | ReadonlySet<number>
}

/** So long a file that newer ones replace can still be fetched: a device may hold a head that names it. */
export const keptFor = 2 * DAY

/** Steps that a delta spans, counted in versions of its list; where there are fewer versions, all of them. */
const spans = [1, 8, wholeEvery]

/**
 * The next version of a batch's list, with the deltas that lead to it. Undefined when nothing that a list tells is
 * different. Where it can, it starts from the former list and reads only the passes that changed.
 */
export async function writeList(queries: Queries, write: WrittenList): Promise<HeadList | undefined> {
  const { programme, batch, head, now, former } = write
  const before = former && (await readList(queries, programme, former.list))
  const after = await listAfter(queries, write, before)
  const content = encodePassList(after)
  if (fileNameOf(content) === former?.list) return undefined
  const step = before && makeDelta(before, after)
  const delta = step?.ok ? await keepFile(queries, programme, encodeDelta(step.value), now) : null
  const number = (former?.version ?? 0) + 1
  const until = staysWhole({ version: number, delta }) ? null : now + keptFor
  const list = await keepFile(queries, programme, content, now, until)
  if (former) await keepLonger(queries, programme, former.list, now + keptFor)
  const version = { batch: batch.number, version: number, list, delta, firstHead: head }
  await addVersion(queries, programme, version)
  return { batch: batch.number, list, deltas: await writeDeltas(queries, programme, version, now) }
}

async function writeDeltas(
  queries: Queries,
  programme: number,
  to: ListVersion,
  now: Instant,
): Promise<HeadList['deltas']> {
  const versions = await stepsTo(queries, programme, to, wholeEvery)
  const available = versions.length - 1
  const deltas: HeadList['deltas'][number][] = []
  for (const steps of new Set(spans.map((span) => Math.min(span, available)))) {
    const base = versions[steps]
    if (steps === 0 || !base) continue
    const merged = mergeSteps(await readDeltas(queries, programme, versions.slice(0, steps).reverse()))
    if (!merged) continue
    const until = steps === 1 ? null : now + keptFor
    deltas.push({
      steps,
      base: base.list,
      delta: await keepFile(queries, programme, encodeDelta(merged), now, until),
    })
  }
  return deltas
}

async function listAfter(
  queries: Queries,
  { programme, batch, changed }: WrittenList,
  before: PassList | undefined,
): Promise<PassList> {
  if (changed === 'whole' || !before) {
    const known = await knownPasses(queries, programme, batch)
    return makePassList(batch, programme, (pass) => known.get(pass) ?? untouchedPass(batch, pass))
  }
  const known = await knownPasses(queries, programme, batch, [...changed])
  return withPasses(before, changed, (pass) => known.get(pass) ?? untouchedPass(batch, pass))
}

/** What the store says of the passes that an act touched: of these, or of all. */
async function knownPasses(
  queries: Queries,
  programme: number,
  batch: Batch,
  passes?: readonly number[],
): Promise<ReadonlyMap<number, PassKnowledge>> {
  const rows = await queries.query<{ pass: number; state: PassState; used: number; cheques: number[] }>(
    `SELECT pass, state, used, cheques FROM passes
     WHERE programme = $1 AND batch = $2 AND ($3::integer[] IS NULL OR pass = ANY($3::integer[]))`,
    [programme, batch.number, passes ?? null],
  )
  return new Map(
    rows.map(({ pass, state, used, cheques }) => [
      pass,
      { state: stateOfPass(batch, pass, state), used, cheques: new Set(cheques) },
    ]),
  )
}
