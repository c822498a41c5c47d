import type { Queries } from '../database/database.ts'

/** What changed since the last head. Without a pass, every pass of the batch may have. */
export type PassChange = {
  readonly batch: number
  readonly pass: number | null
  readonly entry: string | null
  readonly number: number | null
}

/** Takes the changes that wait: they are gone when the head that shows them is there. */
export async function takeChanges(queries: Queries, programme: number): Promise<readonly PassChange[]> {
  return queries.query<PassChange>(
    'DELETE FROM pass_changes WHERE programme = $1 RETURNING batch, pass, entry, number',
    [programme],
  )
}

/** The passes of each batch that changed, or `whole`. */
export function changedPasses(changes: readonly PassChange[]): ReadonlyMap<number, 'whole' | Set<number>> {
  const passesByBatch = new Map<number, 'whole' | Set<number>>()
  for (const { batch, pass } of changes) {
    const passes = passesByBatch.get(batch) ?? new Set<number>()
    if (passes === 'whole') continue
    if (pass !== null) passes.add(pass)
    passesByBatch.set(batch, pass === null ? 'whole' : passes)
  }
  return passesByBatch
}

/** Each device that acted learns the first head whose lists contain its outcomes. */
export async function announceOutcomes(
  queries: Queries,
  programme: number,
  changes: readonly PassChange[],
  head: number,
): Promise<void> {
  const announced = changes
    .filter(({ entry }) => entry !== null)
    .sort((a, b) => ((a.entry ?? '') < (b.entry ?? '') ? -1 : 1))
  if (announced.length === 0) return
  const told = [programme, announced.map(({ entry }) => entry), announced.map(({ number }) => number), head]
  // In the order in which a push locks them.
  await queries.query(
    `SELECT o.entry FROM outcomes o JOIN unnest($2::text[], $3::integer[]) AS told (entry, number)
       ON o.entry = told.entry AND o.number = told.number
     WHERE o.programme = $1 AND o.first_head IS NULL ORDER BY o.entry, o.number FOR UPDATE OF o`,
    told.slice(0, 3),
  )
  await queries.query(
    `UPDATE outcomes SET first_head = $4::integer FROM unnest($2::text[], $3::integer[]) AS told (entry, number)
     WHERE outcomes.programme = $1 AND outcomes.entry = told.entry AND outcomes.number = told.number
       AND first_head IS NULL`,
    told,
  )
  await queries.query(
    `INSERT INTO outcome_notices (programme, device, entry, number, first_head)
     SELECT e.programme, e.device, e.entry, max(told.number), $4::integer
     FROM unnest($2::text[], $3::integer[]) AS told (entry, number)
     JOIN entries e ON e.programme = $1 AND e.entry = told.entry
     GROUP BY e.programme, e.device, e.entry ORDER BY e.entry
     ON CONFLICT (programme, device, entry) DO UPDATE
       SET number = excluded.number, first_head = excluded.first_head
       WHERE outcome_notices.number <= excluded.number`,
    told,
  )
}
