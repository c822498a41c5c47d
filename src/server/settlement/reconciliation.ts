import {
  reconciliationPoints,
  type ManagedReconciliation,
  type ReconciliationAnswer,
  type ReconciliationRequest,
} from '#protocol/manage/reconciliation.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { listStructures } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { listActs } from '../passes/list-acts.ts'
import { isLocked } from '../publishing/epoch.ts'

/** What came back since the server lost something, and who has not been heard yet. */
export async function readReconciliation(
  queries: Queries,
  programme: number,
): Promise<ManagedReconciliation> {
  const losses = await queries.query<ManagedReconciliation['losses'][number]>(
    `SELECT drawn_at AS "drawnAt", known_until AS "knownUntil", reconciled_at AS "reconciledAt",
       CASE WHEN seen_by = 'restore' THEN 'restore' ELSE 'device' END AS "seenBy"
     FROM epochs WHERE seen_by <> 'beginning' ORDER BY drawn_at DESC`,
  )
  const lost = losses.filter(({ reconciledAt }) => reconciledAt === null)
  const since = Math.min(...lost.map(({ drawnAt }) => drawnAt), losses[0]?.drawnAt ?? 0)
  return {
    restored: await isLocked(queries),
    losses: [...losses],
    devices: await listHeard(queries, programme, since),
    withoutHead: await actsWithoutHead(queries, programme, since),
  }
}

/** A manager has looked: money may leave again. The line in the audit trail says who, and why. */
export async function endReconciliation(
  installation: Installation,
  programme: number,
  { checked }: ReconciliationRequest,
  by: ChangedBy,
): Promise<ReconciliationAnswer> {
  if (reconciliationPoints.some((point) => !checked.includes(point))) {
    return { type: 'refused', reason: 'not-all-checked' }
  }
  const { database, now } = installation
  return database.transaction(async (queries) => {
    const ended = await queries.query(
      "UPDATE installation SET mode = 'normal' WHERE mode = 'restored' RETURNING id",
    )
    if (ended.length === 0) return { type: 'refused', reason: 'not-restored' }
    await queries.query('UPDATE epochs SET reconciled_at = $1 WHERE reconciled_at IS NULL', [now()])
    const change = { act: 'end-restored', subject: 'installation', before: 'restored', after: 'normal' }
    await writeAudit(queries, installation, programme, by, change)
    return { type: 'ended' }
  })
}

async function listHeard(
  queries: Queries,
  programme: number,
  since: number,
): Promise<ManagedReconciliation['devices']> {
  const rows = await queries.query<HeardRow>(
    `SELECT d.device, d.name, d.structure, d.last_contact, coalesce(d.last_contact >= $2, false) AS heard,
       d.revoked_at IS NOT NULL AS revoked,
       (SELECT count(*)::integer FROM entries e WHERE e.programme = d.programme AND e.device = d.device
          AND e.sequence <= d.forgotten_through AND e.recorded_at >= $2) AS came_back
     FROM devices d WHERE d.programme = $1
     ORDER BY heard, d.revoked_at IS NOT NULL, d.last_contact NULLS FIRST, d.device`,
    [programme, since],
  )
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  return rows.map(({ device, name, structure, last_contact, heard, revoked, came_back }) => ({
    ...{ device, name, heard, revoked },
    structureName: names.get(structure) ?? structure,
    lastContact: last_contact,
    cameBack: came_back,
  }))
}

type HeardRow = {
  readonly device: string
  readonly name: string
  readonly structure: string
  readonly last_contact: number | null
  readonly heard: boolean
  readonly revoked: boolean
  readonly came_back: number
}

const mostActs = 100

async function actsWithoutHead(
  queries: Queries,
  programme: number,
  since: number,
): Promise<ManagedReconciliation['withoutHead']> {
  const rows = await queries.query<{ entry: string }>(
    `SELECT entry FROM entries WHERE programme = $1 AND head_forgotten AND recorded_at >= $2
     ORDER BY recorded_at DESC, entry DESC`,
    [programme, since],
  )
  const entries = rows.slice(0, mostActs).map(({ entry }) => entry)
  const acts = entries.length === 0 ? [] : (await listActs(queries, programme, { entries }, mostActs)).acts
  return { count: rows.length, acts }
}
