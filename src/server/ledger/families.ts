import { comparePasses, familyOf, type Family, type PassKey, type Replacement } from '#domain/family.ts'
import type { Queries } from '../database/database.ts'

/** The family of a pass as the server knows it. */
export async function familyOfPass(queries: Queries, programme: number, pass: PassKey): Promise<Family> {
  return familyOf(pass, await replacementsAround(queries, programme, [pass]))
}

/**
 * Locks passes with all of their families, by batch and index, and gives each a row; then what no head has announced yet
 * of their acts. A family that grew while its locks were waited for begins the transaction anew, so that no lock is ever
 * taken out of order.
 */
export async function lockFamilies(
  queries: Queries,
  programme: number,
  passes: readonly PassKey[],
  /** Batches whose stock moves: their rows are locked by the caller. */
  stock: readonly number[] = [],
): Promise<void> {
  const locked = await membersOf(queries, programme, passes)
  for (const { batch, pass } of locked) {
    await queries.query(
      `INSERT INTO passes VALUES ($1, $2, $3, 'not-active', 0, '{}', false, 0)
       ON CONFLICT (programme, batch, pass) DO UPDATE SET acts = passes.acts`,
      [programme, batch, pass],
    )
  }
  const now = await membersOf(queries, programme, passes)
  if (now.length > locked.length) throw Object.assign(new Error('a family grew'), { code: '40001' })
  await lockUnannounced(queries, programme, locked, stock)
}

/**
 * The publisher announces these outcomes and writes the notices of their acts, which this transaction may write too, in
 * the order of its own entries: whoever comes second waits here, before it holds a notice.
 */
async function lockUnannounced(
  queries: Queries,
  programme: number,
  passes: readonly PassKey[],
  stock: readonly number[],
): Promise<void> {
  await queries.query(
    `SELECT o.entry FROM outcomes o
     JOIN (SELECT e.entry FROM entries e
           JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON e.batch = p.batch AND e.pass = p.pass
           WHERE e.programme = $1
           UNION
           SELECT m.entry FROM stock_movements m WHERE m.programme = $1 AND m.batch = ANY($4::integer[])) touched
       ON touched.entry = o.entry
     WHERE o.programme = $1 AND o.first_head IS NULL
     ORDER BY o.entry, o.number FOR UPDATE OF o`,
    [programme, passes.map(({ batch }) => batch), passes.map(({ pass }) => pass), stock],
  )
}

/** The next place in the order in which the server records what touches a pass. The pass is locked. */
export async function nextTurn(
  queries: Queries,
  programme: number,
  { batch, pass }: PassKey,
): Promise<number> {
  const [row] = await queries.query<{ acts: number }>(
    `INSERT INTO passes VALUES ($1, $2, $3, 'not-active', 0, '{}', false, 1)
     ON CONFLICT (programme, batch, pass) DO UPDATE SET acts = passes.acts + 1 RETURNING acts`,
    [programme, batch, pass],
  )
  return row?.acts ?? 1
}

async function membersOf(
  queries: Queries,
  programme: number,
  passes: readonly PassKey[],
): Promise<readonly PassKey[]> {
  const replacements = await replacementsAround(queries, programme, passes)
  const all = [...passes, ...replacements.flatMap(({ former, newer }) => [former, newer])]
  return [...new Map(all.map((key) => [`${key.batch}/${key.pass}`, key])).values()].sort(comparePasses)
}

/** Every replacement that leads to or from these passes, however many stand between. */
export async function replacementsAround(
  queries: Queries,
  programme: number,
  passes: readonly PassKey[],
): Promise<readonly Replacement[]> {
  const found = new Map<string, Replacement>()
  for (let frontier = passes; frontier.length > 0;) {
    const rows = await queries.query<ReplacementRow>(
      `SELECT DISTINCT r.* FROM replacements r
       JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass)
         ON (r.old_batch = p.batch AND r.old_pass = p.pass) OR (r.new_batch = p.batch AND r.new_pass = p.pass)
       WHERE r.programme = $1`,
      [programme, frontier.map(({ batch }) => batch), frontier.map(({ pass }) => pass)],
    )
    const fresh = rows.filter(({ id }) => !found.has(id)).map(replacementOf)
    for (const replacement of fresh) found.set(replacement.id, replacement)
    frontier = fresh.flatMap(({ former, newer }) => [former, newer])
  }
  return [...found.values()]
}

type ReplacementRow = {
  readonly id: string
  readonly at: number
  readonly old_batch: number
  readonly old_pass: number
  readonly new_batch: number
  readonly new_pass: number
}

function replacementOf(row: ReplacementRow): Replacement {
  return {
    ...{ id: row.id, at: row.at },
    former: { batch: row.old_batch, pass: row.old_pass },
    newer: { batch: row.new_batch, pass: row.new_pass },
  }
}
