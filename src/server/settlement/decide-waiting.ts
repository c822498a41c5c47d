import type { PassKey } from '#domain/family.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { findBatch } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { lockFamilies } from '../ledger/families.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'
import { balanceOf } from '../ledger/transfers.ts'

/**
 * Lines that wait for a contingency which holds money again are decided again, that which was recorded first before the
 * others: after a top-up, and whenever an honoured line gave its money back.
 */
export async function decideWaiting(installation: Installation, programme: Programme): Promise<void> {
  const { database, now } = installation
  const { number, unitCents } = programme
  if ((await waitingPasses(database, number)).length === 0) return
  if ((await balanceOf(database, number, 'contingency')) < unitCents) return
  await database.transaction(async (queries) => {
    const waiting = await waitingPasses(queries, number)
    await lockFamilies(queries, number, waiting)
    const at = now()
    for (const { batch: of, pass } of waiting) {
      const batch = await findBatch(queries, number, of)
      if (batch) await recomputePass(queries, programme, { batch, pass }, at)
    }
  })
}

async function waitingPasses(queries: Queries, programme: number): Promise<readonly PassKey[]> {
  return queries.query<PassKey>(
    `SELECT e.batch, e.pass FROM outcomes w
     JOIN entries e ON e.programme = w.programme AND e.entry = w.entry
     WHERE w.programme = $1 AND w.reason = 'contingency-empty' AND e.batch IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM outcomes o
                       WHERE o.programme = w.programme AND o.entry = w.entry AND o.number > w.number)
     GROUP BY e.batch, e.pass ORDER BY min(e.recorded_at), e.batch, e.pass`,
    [programme],
  )
}
