import type { PassKey } from '#domain/family.ts'
import { fundContingency } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import type { TopUpAnswer } from '#protocol/manage.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { lockFamilies } from '../ledger/families.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'
import { balanceOf, writeTransfers } from '../ledger/transfers.ts'

/** More than any programme sets aside in one gesture: a figure beyond is a slip of the finger. */
const mostUnits = 1_000_000

/**
 * Funders pay whole units into the contingency, each their exact share, and the lines that waited for it are decided
 * again, those that were recorded first before the others.
 */
export async function topUpContingency(
  installation: Installation,
  programme: Programme,
  units: number,
  by: ChangedBy,
): Promise<TopUpAnswer> {
  if (!Number.isSafeInteger(units) || units < 1) return { type: 'refused', reason: 'units-not-whole' }
  if (units > mostUnits) return { type: 'refused', reason: 'too-many-units' }
  const { number, funders } = programme
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    const waiting = await waitingPasses(queries, number)
    await lockFamilies(queries, number, waiting)
    await queries.query('SELECT programme FROM programmes WHERE programme = $1 FOR NO KEY UPDATE', [number])
    const before = await balanceOf(queries, number, 'contingency')
    const cause = { id: `contingency/${newUuid(installation)}`, number: 1, at }
    await writeTransfers(queries, number, cause, fundContingency(units, funders))
    await queries.query(
      'UPDATE programmes SET contingency_units = contingency_units + $2 WHERE programme = $1',
      [number, units],
    )
    const after = before + units * programme.unitCents
    const told = { subject: 'contingency', before: `${before}`, after: `${after}` }
    await writeAudit(queries, installation, number, by, { act: 'top-up-contingency', ...told })
    for (const { batch: of, pass } of waiting) {
      const batch = await findBatch(queries, number, of)
      if (batch) await recomputePass(queries, programme, { batch, pass }, at)
    }
    return { type: 'topped-up', balanceCents: await balanceOf(queries, number, 'contingency') }
  })
}

/** Passes with a line that waits for the contingency, that which was recorded first before the others. */
async function waitingPasses(queries: Queries, programme: number): Promise<readonly PassKey[]> {
  return queries.query<PassKey>(
    `SELECT e.batch, e.pass FROM entries e
     JOIN LATERAL (SELECT type, reason FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                   ORDER BY number DESC LIMIT 1) o ON o.type = 'waiting' AND o.reason = 'contingency-empty'
     WHERE e.programme = $1 AND e.kind = 'redemption' AND e.batch IS NOT NULL
     GROUP BY e.batch, e.pass ORDER BY min(e.recorded_at), e.batch, e.pass`,
    [programme],
  )
}
