import { fundContingency } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import type { TopUpAnswer } from '#protocol/manage/rules.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { newUuid, type Installation } from '../installation.ts'
import { balanceOf, writeTransfers } from '../ledger/transfers.ts'
import { decideWaiting } from './decide-waiting.ts'

/** More than any programme sets aside in one gesture: a figure beyond is a slip of the finger. */
const mostUnits = 1_000_000

/** `act`: the act of the person who asks; the same act again adds nothing. */
export type AskedTopUp = { readonly units: number; readonly act?: string | undefined }

/**
 * Funders pay whole units into the contingency, each their exact share, and the lines that waited for it are decided
 * again: after the money is there for all to see, since a push may have put a line to wait a moment before.
 */
export async function topUpContingency(
  installation: Installation,
  programme: Programme,
  { units, act = newUuid(installation) }: AskedTopUp,
  by: ChangedBy,
): Promise<TopUpAnswer> {
  if (!Number.isSafeInteger(units) || units < 1) return { type: 'refused', reason: 'units-not-whole' }
  if (units > mostUnits) return { type: 'refused', reason: 'too-many-units' }
  const { database } = installation
  const cause = { id: `contingency/${act}`, number: 1, at: installation.now() }
  await database.transaction((queries) => fundOnce(queries, installation, programme, units, cause, by))
  await decideWaiting(installation, programme)
  return { type: 'topped-up', balanceCents: await balanceOf(database, programme.number, 'contingency') }
}

async function fundOnce(
  queries: Queries,
  installation: Installation,
  { number, funders, unitCents }: Programme,
  units: number,
  cause: { readonly id: string; readonly number: number; readonly at: number },
  by: ChangedBy,
): Promise<void> {
  await queries.query('SELECT programme FROM programmes WHERE programme = $1 FOR NO KEY UPDATE', [number])
  const done = await queries.query(
    'SELECT cause FROM transfers WHERE programme = $1 AND cause = $2 LIMIT 1',
    [number, cause.id],
  )
  if (done.length > 0) return
  const before = await balanceOf(queries, number, 'contingency')
  await writeTransfers(queries, number, cause, fundContingency(units, funders))
  await queries.query(
    'UPDATE programmes SET contingency_units = contingency_units + $2 WHERE programme = $1',
    [number, units],
  )
  const told = { subject: 'contingency', before: `${before}`, after: `${before + units * unitCents}` }
  await writeAudit(queries, installation, number, by, { act: 'top-up-contingency', ...told })
}
