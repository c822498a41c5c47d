import { fundContingency } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import type { TopUpAnswer } from '#protocol/manage.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
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
    const waiting = await lockWaitingPasses(queries, number)
    await queries.query('SELECT programme FROM programmes WHERE programme = $1 FOR NO KEY UPDATE', [number])
    const before = await balanceOf(queries, number, 'contingency')
    const cause = { id: 'contingency', number: await nextFunding(queries, number), at }
    await writeTransfers(queries, number, cause, fundContingency(units, funders))
    const after = before + units * programme.unitCents
    const told = { subject: 'contingency', before: `${before}`, after: `${after}` }
    await writeAudit(queries, installation, number, by, { act: 'top-up-contingency', ...told })

    const batches = await listBatches(queries, number)
    for (const { batch, pass } of waiting) {
      const of = batches.find((candidate) => candidate.number === batch)
      if (of) await recomputePass(queries, programme, { batch: of, pass }, at)
    }
    return { type: 'topped-up', balanceCents: await balanceOf(queries, number, 'contingency') }
  })
}

/**
 * Passes that were handed out and whose lines, of good faith, wait all the same: only for the contingency. Locked in the
 * order of every other transaction, answered in the order in which their lines were recorded.
 */
async function lockWaitingPasses(
  queries: Queries,
  programme: number,
): Promise<readonly { readonly batch: number; readonly pass: number }[]> {
  const rows = await queries.query<{ batch: number; pass: number; since: number }>(
    `SELECT p.batch, p.pass, w.since FROM passes p
     JOIN LATERAL (
       SELECT min(e.recorded_at) AS since FROM entries e
       WHERE e.programme = p.programme AND e.batch = p.batch AND e.pass = p.pass
         AND e.kind = 'redemption' AND e.conformance = 'conformant'
         AND 'waiting' = (SELECT o.type FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                          ORDER BY o.number DESC LIMIT 1)
     ) w ON w.since IS NOT NULL
     WHERE p.programme = $1 AND p.handed_over ORDER BY p.batch, p.pass FOR UPDATE OF p`,
    [programme],
  )
  return [...rows].sort((a, b) => a.since - b.since || a.batch - b.batch || a.pass - b.pass)
}

async function nextFunding(queries: Queries, programme: number): Promise<number> {
  const [row] = await queries.query<{ next: number }>(
    `SELECT coalesce(max(number), 0) + 1 AS next FROM transfers WHERE programme = $1 AND cause = 'contingency'`,
    [programme],
  )
  return row?.next ?? 1
}
