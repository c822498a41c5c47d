import type { Batch } from '#domain/batch.ts'
import type { StockActKind } from '#domain/stock-act.ts'
import { foldStock, type Stock, type StockMovement, type StockPlace } from '#domain/stock.ts'
import type { Queries } from '../database/database.ts'
import { deliveredMovements, recordedMovements } from '../ledger/batch-stock.ts'

/** A movement with who wrote it down. */
export type ToldMovement = StockMovement & {
  readonly entry: string
  readonly structure: string
  readonly kind: StockActKind | 'handover' | 'delivery'
}

export type FoldedBatch = {
  readonly batch: Batch
  readonly movements: readonly ToldMovement[]
  readonly stock: Stock
}

/** Where each pass of a batch is, in the hands of persons too, from all that anybody wrote down of it. */
export async function batchStock(queries: Queries, programme: number, batch: Batch): Promise<Stock> {
  return foldStock(batch, await movementsOf(queries, programme, batch))
}

/** All that anybody wrote down of a batch: deliveries, movements of places, passes given and taken back. */
export async function movementsOf(
  queries: Queries,
  programme: number,
  batch: Batch,
): Promise<readonly ToldMovement[]> {
  const delivered = await deliveredMovements(queries, programme, batch.number)
  const recorded = await recordedMovements(queries, programme, batch.number)
  return [
    ...delivered.map((each): ToldMovement => ({ ...each, entry: each.id, structure: '', kind: 'delivery' })),
    ...recorded.map((each): ToldMovement => ({ ...each, kind: each.movement })),
    ...(await givenMovements(queries, programme, batch)),
  ]
}

type GivenRow = {
  readonly id: string
  readonly pass: number
  readonly at: number
  readonly structure: string
  readonly what: 'given' | 'taken-back' | 'given-by-manager'
}

const countsSql = "kind = 'handover' AND held = '' AND conformance = 'conformant'"

/**
 * Handovers that count, their undos, and passes given in the place of others. An undo comes after its handover, whatever
 * the clock says. It gives nothing back where its pass was used before: the list says that it is with a person, though no
 * later handover and no replacement put it there. What a manager put in the place of a pass that nobody holds stays where
 * it is until a desk hands it out.
 */
const givenSql = `
  WITH handovers AS (SELECT * FROM entries WHERE programme = $1 AND batch = $2 AND ${countsSql}),
  given AS (SELECT r.*, d.structure, d.role FROM replacements r JOIN devices d ON d.device = r.device
            LEFT JOIN passes p ON p.programme = $1 AND p.batch = $2 AND p.pass = r.new_pass
            WHERE r.programme = $1 AND r.new_batch = $2 AND (d.role <> 'manager' OR (
              (p.handed_over OR p.state = 'closed') AND r.new_pass NOT IN (SELECT pass FROM handovers))))
  SELECT entry AS id, pass, claimed_at AS at, structure, 'given' AS what FROM handovers
  UNION ALL
  SELECT u.entry, h.pass, greatest(u.claimed_at, h.claimed_at + 1), u.structure, 'taken-back'
  FROM handovers h
  JOIN entries u ON u.programme = $1 AND u.target = h.entry AND u.kind = 'handover-undo' AND u.held = ''
    AND u.conformance = 'conformant'
  LEFT JOIN passes p ON p.programme = $1 AND p.batch = $2 AND p.pass = h.pass AND p.handed_over
  WHERE p.pass IS NULL OR EXISTS (SELECT 1 FROM given r WHERE r.new_pass = h.pass)
    OR EXISTS (SELECT 1 FROM handovers o
               WHERE o.pass = h.pass AND (o.claimed_at, o.entry) > (h.claimed_at, h.entry))
  UNION ALL
  SELECT id, new_pass, at, structure, CASE role WHEN 'manager' THEN 'given-by-manager' ELSE 'given' END FROM given`

async function givenMovements(
  queries: Queries,
  programme: number,
  batch: Batch,
): Promise<readonly ToldMovement[]> {
  const rows = await queries.query<GivenRow>(givenSql, [programme, batch.number])
  return rows.map(({ id, pass, at, structure, what }) => {
    const place: StockPlace = `structure:${structure}`
    const giver = what === 'given-by-manager' ? holderOf(batch, pass) : place
    const way =
      what === 'taken-back'
        ? ({ sender: 'person', receiver: place } as const)
        : ({ sender: giver, receiver: 'person' } as const)
    const about = { id, entry: id, structure, kind: 'handover' } as const
    return { ...about, at, batch: batch.number, from: pass, to: pass, ...way, certain: true }
  })
}

/** A manager gives from whichever place the pass was announced to. */
function holderOf({ deliveries }: Batch, pass: number): StockPlace {
  const announced = deliveries.find(({ from, to }) => from <= pass && pass <= to)
  return announced ? `structure:${announced.structure}` : 'printer'
}
