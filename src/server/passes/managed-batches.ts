import type { Programme } from '#domain/programme.ts'
import type { ManagedBatch } from '#protocol/manage/batches.ts'
import type { Queries } from '../database/database.ts'
import { listBatches, listStructures } from '../directory/programmes.ts'
import { deliveredAgain } from '../ledger/batch-stock.ts'
import { countFunnels, emptyFunnel } from './count-funnel.ts'

/** Every batch with its deliveries, its dates and what became of its passes. */
export async function listManagedBatches(
  queries: Queries,
  programme: Programme,
): Promise<readonly ManagedBatch[]> {
  const batches = await listBatches(queries, programme.number)
  const funnels = await countFunnels(queries, programme.number, programme.unitCents, batches)
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  const rows = await queries.query<{ batch: number; opened_at: number | null; has_key: boolean }>(
    'SELECT batch, opened_at, private_key IS NOT NULL AS has_key FROM batches WHERE programme = $1',
    [programme.number],
  )
  const deliveries = await queries.query<DeliveryRow>(
    `SELECT batch, structure, from_pass AS from, to_pass AS to, delivered_at AS "deliveredAt" FROM deliveries
     WHERE programme = $1
     UNION ALL
     SELECT batch, structure, from_pass, to_pass, at FROM stock_movements WHERE programme = $1 AND movement = $2
     ORDER BY batch, "from", "deliveredAt"`,
    [programme.number, deliveredAgain],
  )
  return batches.map((batch) => {
    const row = rows.find((candidate) => candidate.batch === batch.number)
    const { number, order, format, units, passes, spares, firstDay, endDay, training } = batch
    return {
      ...{ batch: number, order, format, units, passes, spares, firstDay, endDay, training },
      openedAt: row?.opened_at ?? null,
      hasKey: row?.has_key ?? false,
      deliveries: deliveries
        .filter((delivery) => delivery.batch === number)
        .map(({ structure, from, to, deliveredAt }) => ({
          ...{ structure, from, to, deliveredAt, name: names.get(structure) ?? structure },
        })),
      funnel: funnels.get(number) ?? emptyFunnel,
    }
  })
}

type DeliveryRow = {
  readonly batch: number
  readonly structure: string
  readonly from: number
  readonly to: number
  readonly deliveredAt: number
}
