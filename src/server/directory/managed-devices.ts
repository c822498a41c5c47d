import type { DeviceRole } from '#protocol/enrolment.ts'
import type { ManagedDevices, RevocationAnswer } from '#protocol/manage/devices.ts'
import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'
import { writeAudit, type ChangedBy } from './audit-trail.ts'
import { listStructures } from './programmes.ts'

/** Every device of the programme, those that have kept silent the longest first. */
export async function listManagedDevices(
  queries: Queries,
  asking: { readonly programme: number; readonly device: string },
  now: number,
): Promise<ManagedDevices> {
  const rows = await queries.query<DeviceRow>(
    `SELECT d.device, d.name, d.structure, d.role, d.enrolled_at, d.last_contact, d.unsent, d.last_sequence, d.head,
       h.issued_at, d.revoked_at, d.retired_at, d.previous, p.name AS previous_name, p.enrolled_at AS previous_enrolled_at
     FROM devices d LEFT JOIN heads h ON h.programme = d.programme AND h.number = d.head
       LEFT JOIN devices p ON p.device = d.previous
     WHERE d.programme = $1
     ORDER BY d.revoked_at IS NOT NULL OR d.retired_at IS NOT NULL, d.last_contact NULLS FIRST, d.device`,
    [asking.programme],
  )
  const [newestHead] = await queries.query<{ number: number; issuedAt: number }>(
    'SELECT number, issued_at AS "issuedAt" FROM heads WHERE programme = $1 ORDER BY number DESC LIMIT 1',
    [asking.programme],
  )
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  const devices = rows.map((row) => ({
    ...{ device: row.device, name: row.name, structure: row.structure, role: row.role },
    ...{ unsent: row.unsent, head: row.head, acts: row.last_sequence },
    structureName: names.get(row.structure) ?? row.structure,
    enrolledAt: row.enrolled_at,
    lastContact: row.last_contact,
    headIssuedAt: row.issued_at,
    revokedAt: row.revoked_at,
    retiredAt: row.retired_at,
    continues: continuedBy(row),
    isYours: row.device === asking.device,
  }))
  return { newestHead: newestHead ?? null, now, devices }
}

function continuedBy({ previous, previous_name: name, previous_enrolled_at: enrolledAt }: DeviceRow) {
  if (previous === null || name === null || enrolledAt === null) return null
  return { device: previous, name, enrolledAt }
}

/**
 * From now on its acts are held, and so are those of the devices that it continues or that continue it: whoever holds
 * one of their keys may hold the others. Its own manager cannot be locked out by mistake: another device revokes this one. */
export async function revokeDevice(
  installation: Installation,
  programme: number,
  device: string,
  by: ChangedBy,
): Promise<RevocationAnswer> {
  if (device === by.device) return { type: 'refused', reason: 'own-device' }
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    const [known] = await queries.query<{ revoked_at: number | null }>(
      'SELECT revoked_at FROM devices WHERE programme = $1 AND device = $2 FOR UPDATE',
      [programme, device],
    )
    if (!known) return { type: 'refused', reason: 'unknown-device' }
    if (known.revoked_at !== null) return { type: 'already-revoked' }
    const line = await lineOf(queries, device)
    if (line.includes(by.device)) return { type: 'refused', reason: 'own-device' }
    await queries.query(
      'UPDATE devices SET revoked_at = $2 WHERE device = ANY($1::text[]) AND revoked_at IS NULL',
      [line, at],
    )
    const change = { act: 'revoke-device', subject: `device/${device}`, before: 'active', after: 'revoked' }
    await writeAudit(queries, installation, programme, by, change)
    return { type: 'revoked' }
  })
}

/** A device with those that it continues and those that continue it. */
async function lineOf(queries: Queries, device: string): Promise<readonly string[]> {
  const rows = await queries.query<{ device: string }>(
    `WITH RECURSIVE
       earlier (device) AS (
         SELECT previous FROM devices WHERE device = $1 AND previous IS NOT NULL
         UNION
         SELECT d.previous FROM devices d JOIN earlier e ON d.device = e.device WHERE d.previous IS NOT NULL),
       later (device) AS (
         SELECT device FROM devices WHERE previous = $1
         UNION
         SELECT d.device FROM devices d JOIN later l ON d.previous = l.device)
     SELECT device FROM earlier UNION SELECT device FROM later`,
    [device],
  )
  return [device, ...rows.map((row) => row.device)]
}

type DeviceRow = {
  readonly device: string
  readonly name: string
  readonly structure: string
  readonly role: DeviceRole
  readonly enrolled_at: number
  readonly last_contact: number | null
  readonly unsent: number
  readonly last_sequence: number
  readonly head: number
  readonly issued_at: number | null
  readonly revoked_at: number | null
  readonly retired_at: number | null
  readonly previous: string | null
  readonly previous_name: string | null
  readonly previous_enrolled_at: number | null
}
