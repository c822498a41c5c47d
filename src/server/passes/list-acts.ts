import type { OutcomeType } from '#domain/outcome.ts'
import type { ManagedAct, ManagedActs } from '#protocol/manage/acts.ts'
import { decodeOperatorName } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { listStructures } from '../directory/programmes.ts'

export type ActFilter = {
  readonly structure?: string | undefined
  readonly kind?: string | undefined
  readonly outcome?: string | undefined
  readonly batch?: number | undefined
  readonly pass?: number | undefined
  readonly entries?: readonly string[] | undefined
  /** From an earlier answer: what was recorded before it. */
  readonly before?: string | undefined
}

const page = 50

/**
 * Acts as they were recorded, newest first, with what became of them. A page begins behind an act, not behind a
 * count, so that acts arriving meanwhile neither repeat nor hide a line.
 */
export async function listActs(
  queries: Queries,
  programme: number,
  filter: ActFilter,
  limit = page,
): Promise<ManagedActs> {
  const [recordedAt, entry] = cursorOf(filter.before)
  const rows = await queries.query<ActRow>(actsSql(limit + 1), [
    programme,
    filter.structure ?? null,
    filter.kind ?? null,
    filter.outcome ?? null,
    filter.batch ?? null,
    filter.pass ?? null,
    filter.entries ?? null,
    recordedAt,
    entry,
  ])
  const structures = await listStructures(queries)
  const names = new Map(structures.map(({ id, name }) => [id, name]))
  const acts = rows.slice(0, limit).map((row) => actOf(row, names))
  const last = acts.at(-1)
  const next = rows.length > limit && last ? `${last.recordedAt}.${last.entry}` : null
  return { acts, next }
}

function cursorOf(before: string | undefined): readonly [number | null, string | null] {
  const [, recordedAt, entry] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(before ?? '') ?? []
  return recordedAt && entry ? [Number(recordedAt), entry] : [null, null]
}

function actsSql(limit: number): string {
  return `
  SELECT e.entry, e.device, d.name AS device_name, e.structure, e.kind, e.batch, e.pass, e.cheque, e.units, e.service,
    e.verdict, e.head, e.claimed_at, e.recorded_at, e.operator, n.part AS operator_part, o.type, o.reason,
    o.covered_units, o.honoured_units, o.decided_at
  FROM entries e
  JOIN devices d ON d.device = e.device
  LEFT JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                     ORDER BY number DESC LIMIT 1) o ON true
  LEFT JOIN LATERAL (SELECT n.part FROM entries i
                     JOIN personal_parts n ON n.programme = i.programme AND n.entry = i.entry
                     WHERE i.programme = e.programme AND i.kind = 'operator' AND i.operator = e.operator
                       AND i.structure = e.structure AND i.held = ''
                     ORDER BY i.claimed_at DESC, i.entry DESC LIMIT 1) n ON true
  WHERE e.programme = $1
    AND ($2::text IS NULL OR e.structure = $2) AND ($3::text IS NULL OR e.kind = $3)
    AND ($4::text IS NULL OR o.type = $4)
    AND ($5::integer IS NULL OR e.batch = $5) AND ($6::integer IS NULL OR e.pass = $6)
    AND ($7::text[] IS NULL OR e.entry = ANY($7))
    AND ($8::bigint IS NULL OR (e.recorded_at, e.entry) < ($8, $9))
  ORDER BY e.recorded_at DESC, e.entry DESC LIMIT ${limit}`
}

type ActRow = {
  readonly entry: string
  readonly device: string
  readonly device_name: string
  readonly structure: string
  readonly kind: string
  readonly batch: number | null
  readonly pass: number | null
  readonly cheque: number
  readonly units: number
  readonly service: string
  readonly verdict: string | null
  readonly head: number
  readonly claimed_at: number
  readonly recorded_at: number
  readonly operator: string | null
  readonly operator_part: Uint8Array | null
  readonly type: OutcomeType | null
  readonly reason: string
  readonly covered_units: number
  readonly honoured_units: number
  readonly decided_at: number
}

function actOf(row: ActRow, names: ReadonlyMap<string, string>): ManagedAct {
  const { entry, device, structure, kind, batch, pass, cheque, units, service, verdict, head } = row
  return {
    ...{ entry, device, structure, kind, batch, pass, cheque, units, service, verdict, head },
    deviceName: row.device_name,
    structureName: names.get(structure) ?? structure,
    claimedAt: row.claimed_at,
    recordedAt: row.recorded_at,
    operator: row.operator === null ? null : { id: row.operator, name: nameIn(row.operator_part) },
    outcome: row.type && {
      type: row.type,
      reason: row.reason,
      coveredUnits: row.covered_units,
      honouredUnits: row.honoured_units,
      decidedAt: row.decided_at,
    },
  }
}

/** What the person chose to be called, as long as the installation keeps it. */
function nameIn(part: Uint8Array | null): string | null {
  return (part && decodeOperatorName(part)) ?? null
}
