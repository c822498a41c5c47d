import type { Delivery } from '#domain/batch.ts'
import { stepId, type StockActKind } from '#domain/stock-act.ts'
import type { Stock, StockMovement, StockPlace } from '#domain/stock.ts'
import type { Queries } from '../database/database.ts'

/** A movement with what its act says of itself. */
export type RecordedMovement = StockMovement & {
  readonly entry: string
  readonly movement: StockActKind
  readonly structure: string
  readonly device: string
  readonly counted: number | null
  readonly countDue: number | null
}

/** What places wrote down of a batch, each step of each act. */
export async function recordedMovements(
  queries: Queries,
  programme: number,
  batch: number,
): Promise<readonly RecordedMovement[]> {
  const rows = await queries.query<MovementRow>(
    `SELECT entry, step, batch, from_pass AS from, to_pass AS to, sender, receiver, movement, structure, device, at,
       counted,
       count_due AS "countDue"
     FROM stock_movements WHERE programme = $1 AND batch = $2 AND movement <> $3 ORDER BY entry, step`,
    [programme, batch, deliveredAgain],
  )
  return rows.map(({ step, ...row }) => ({ ...row, id: stepId(row.entry, step), certain: false }))
}

/** How a movement is called that no place wrote down: the programme delivers what came back to it. */
export const deliveredAgain = 'delivery'

/** What the programme delivered of a batch: at first before all that places say, and again at its own time. */
export async function deliveredMovements(
  queries: Queries,
  programme: number,
  batch: number,
): Promise<readonly StockMovement[]> {
  const rows = await queries.query<DeliveryRow>(
    `SELECT 'delivery/' || from_pass AS id, from_pass AS from, to_pass AS to, structure, delivered_at AS at,
       true AS announces
     FROM deliveries WHERE programme = $1 AND batch = $2
     UNION ALL
     SELECT entry, from_pass, to_pass, structure, at, false
     FROM stock_movements WHERE programme = $1 AND batch = $2 AND movement = $3
     ORDER BY id`,
    [programme, batch, deliveredAgain],
  )
  return rows.map(({ structure, ...row }) => ({
    ...{ ...row, batch, sender: 'printer', receiver: `structure:${structure}`, certain: false },
  }))
}

/**
 * What is announced to structures: where the passes are by the word of the programme and of the places. A pass that a
 * person holds stays with the structure in whose stock it was.
 */
export function announcedBy({ held }: Pick<Stock, 'held'>): readonly Delivery[] {
  return held.flatMap(({ place, from, to }) => {
    const structure = structureOf(place)
    return structure === undefined ? [] : [{ structure, from, to }]
  })
}

export function structureOf(place: StockPlace): string | undefined {
  return place.startsWith(prefix) ? place.slice(prefix.length) : undefined
}

const prefix = 'structure:'

type DeliveryRow = {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly structure: string
  readonly at: number
  readonly announces: boolean
}

type MovementRow = Omit<RecordedMovement, 'id' | 'certain'> & { readonly step: number }
