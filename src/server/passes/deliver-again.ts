import type { Batch, Delivery } from '#domain/batch.ts'
import { heldAt } from '#domain/stock.ts'
import type { Queries } from '../database/database.ts'
import { newUuid, type Installation } from '../installation.ts'
import { deliveredAgain } from '../ledger/batch-stock.ts'
import { batchStock } from './read-stock.ts'

/**
 * Delivers passes that were delivered and came back to the programme, all of them; false where one did not. It comes after
 * what brought them back, whatever a clock says. The batch's row is locked.
 */
export async function deliverAgain(
  queries: Queries,
  installation: Installation,
  programme: number,
  batch: Batch,
  { structure, from, to }: Delivery,
  device: string,
): Promise<boolean> {
  const stock = await batchStock(queries, programme, batch)
  const isBack = heldAt(stock, 'printer').some((range) => range.from <= from && to <= range.to)
  const wasDelivered = movedPasses(stock.moves, from, to) === to - from + 1
  if (!isBack || !wasDelivered) return false
  const latest = stock.moves.filter((move) => move.from <= to && from <= move.to).map(({ at }) => at + 1)
  await queries.query(
    `INSERT INTO stock_movements
       (programme, entry, step, batch, from_pass, to_pass, sender, receiver, movement, structure, device, at)
     VALUES ($1, $2, 0, $3, $4, $5, 'printer', $6, $7, $8, $9, $10)`,
    [
      ...[programme, `${deliveredAgain}/${newUuid(installation)}`, batch.number, from, to],
      ...[
        `structure:${structure}`,
        deliveredAgain,
        structure,
        device,
        Math.max(installation.now(), ...latest),
      ],
    ],
  )
  return true
}

/** Of a range, how many passes ever moved. */
function movedPasses(moves: readonly Pick<Delivery, 'from' | 'to'>[], from: number, to: number): number {
  const moved = new Set<number>()
  for (const move of moves)
    for (let pass = Math.max(from, move.from); pass <= Math.min(to, move.to); pass++) moved.add(pass)
  return moved.size
}
