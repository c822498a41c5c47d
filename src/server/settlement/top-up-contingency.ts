import type { PassKey } from '#domain/family.ts'
import { fundContingency } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { lockFamilies } from '../ledger/families.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'
import { writeTransfers } from '../ledger/transfers.ts'

/** Funders pay whole units into the contingency; the lines that waited for it are decided again, oldest pass first. */
export async function topUpContingency(
  installation: Installation,
  programme: Programme,
  units: number,
  by: ChangedBy,
): Promise<Result<{ readonly decidedAgain: number }, 'units-not-whole'>> {
  if (!Number.isSafeInteger(units) || units < 1) return fail('units-not-whole')
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    const waiting = await queries.query<PassKey>(
      `SELECT DISTINCT e.batch, e.pass FROM entries e
       JOIN LATERAL (SELECT type, reason FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                     ORDER BY number DESC LIMIT 1) o ON o.type = 'waiting' AND o.reason = 'contingency-empty'
       WHERE e.programme = $1 AND e.kind = 'redemption' ORDER BY e.batch, e.pass`,
      [programme.number],
    )
    await lockFamilies(queries, programme.number, waiting)
    const cause = { id: `contingency/${newUuid(installation)}`, number: 1, at }
    await writeTransfers(queries, programme.number, cause, fundContingency(units, programme.funders))
    await queries.query(
      'UPDATE programmes SET contingency_units = contingency_units + $2 WHERE programme = $1',
      [programme.number, units],
    )
    for (const { batch: number, pass } of waiting) {
      const batch = await findBatch(queries, programme.number, number)
      if (batch) await recomputePass(queries, programme, { batch, pass }, at)
    }
    const change = { act: 'top-up-contingency', subject: 'contingency', before: '', after: `${units}` }
    await writeAudit(queries, installation, programme.number, by, change)
    return ok({ decidedAgain: waiting.length })
  })
}
