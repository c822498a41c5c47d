import type { Batch } from '#domain/batch.ts'
import type { Funnel } from '#protocol/manage/overview.ts'
import type { Queries } from '../database/database.ts'

/** What became of the passes of each batch, counted from deliveries and from the rows that real acts have touched. */
export async function countFunnels(
  queries: Queries,
  programme: number,
  unitCents: number,
  batches: readonly Batch[],
): Promise<ReadonlyMap<number, Funnel>> {
  const rows = await queries.query<TouchedRow>(touchedSql, [programme])
  const touched = new Map(rows.map((row) => [row.batch, row]))
  const delivered = await queries.query<{ batch: number; passes: number }>(
    'SELECT batch, sum(to_pass - from_pass + 1) AS passes FROM deliveries WHERE programme = $1 GROUP BY batch',
    [programme],
  )
  const passes = new Map(delivered.map((row) => [row.batch, Number(row.passes)]))
  return new Map(
    batches.map((batch) => {
      const { number } = batch
      return [number, funnelOf(batch, unitCents, passes.get(number) ?? 0, touched.get(number))]
    }),
  )
}

export function sumFunnels(funnels: Iterable<Funnel>): Funnel {
  let sum = emptyFunnel
  for (const funnel of funnels) {
    sum = {
      ordered: addAmounts(sum.ordered, funnel.ordered),
      delivered: addAmounts(sum.delivered, funnel.delivered),
      handedOut: addAmounts(sum.handedOut, funnel.handedOut),
      used: addAmounts(sum.used, funnel.used),
      left: addAmounts(sum.left, funnel.left),
    }
  }
  return sum
}

type TouchedRow = {
  readonly batch: number
  readonly handed_out: number
  readonly used_passes: number
  readonly used_units: number
  readonly left_passes: number
  readonly left_units: number
}

const touchedSql = `
  SELECT p.batch,
    count(*) FILTER (WHERE p.handed_over) AS handed_out,
    count(*) FILTER (WHERE p.used > 0) AS used_passes,
    coalesce(sum(p.used), 0) AS used_units,
    count(*) FILTER (WHERE p.handed_over AND p.used < b.units) AS left_passes,
    coalesce(sum(greatest(b.units - p.used, 0)) FILTER (WHERE p.handed_over), 0) AS left_units
  FROM passes p JOIN batches b ON b.programme = p.programme AND b.batch = p.batch
  WHERE p.programme = $1 GROUP BY p.batch`

function funnelOf(
  batch: Batch,
  unitCents: number,
  delivered: number,
  touched: TouchedRow | undefined,
): Funnel {
  const amount = (passes: number, units: number) => ({ passes, units, cents: units * unitCents })
  const whole = (passes: number) => amount(passes, passes * batch.units)
  return {
    ordered: whole(batch.passes),
    delivered: whole(delivered),
    handedOut: whole(touched?.handed_out ?? 0),
    used: amount(touched?.used_passes ?? 0, touched?.used_units ?? 0),
    left: amount(touched?.left_passes ?? 0, touched?.left_units ?? 0),
  }
}

type Amount = Funnel['ordered']

const none: Amount = { passes: 0, units: 0, cents: 0 }
export const emptyFunnel: Funnel = { ordered: none, delivered: none, handedOut: none, used: none, left: none }

function addAmounts(a: Amount, b: Amount): Amount {
  return { passes: a.passes + b.passes, units: a.units + b.units, cents: a.cents + b.cents }
}
