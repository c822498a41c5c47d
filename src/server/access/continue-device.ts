import { equalBytes } from '#protocol/bytes.ts'
import {
  incarnationIsProven,
  type IncarnationRequest,
  type IncarnationResponse,
} from '#protocol/incarnation.ts'
import { noPrevious } from '#protocol/journal-entry.ts'
import { importPublicKey } from '#protocol/keys.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Queries } from '../database/database.ts'
import { newUuid, type Installation } from '../installation.ts'
import type { Device } from './devices.ts'
import { ticketOf } from './enrolment-ticket.ts'

/** More copies of one tablet than any accident makes: a program that runs wild, or a thief. */
const incarnationsAtMost = 8

/**
 * A tablet that met another copy of itself goes on as a device of its own, with the place and the role of the one that
 * it continues. Each copy has its own key, so each gets its own device; asked again with the same key, the same one.
 */
export async function continueDevice(
  installation: Installation,
  device: Device,
  request: IncarnationRequest,
): Promise<IncarnationResponse> {
  if (!(await provesKey(device.device, request))) return { type: 'refused', reason: 'bad-proof' }
  const answer = await continueOnce(installation, device, request)
  return answer.type === 'continued'
    ? { ...answer, ...(await ticketOf(installation, answer.device)) }
    : answer
}

function continueOnce(
  installation: Installation,
  device: Device,
  request: IncarnationRequest,
): Promise<IncarnationResponse> {
  return installation.database.transaction(async (queries) => {
    const [old] = await queries.query<ContinuedRow>(
      'SELECT name, revoked_at, retired_at FROM devices WHERE device = $1 FOR UPDATE',
      [device.device],
    )
    if (!old || old.revoked_at !== null) return { type: 'refused', reason: 'revoked' }
    if (old.retired_at !== null) return { type: 'refused', reason: 'retired' }
    const later = await queries.query<{ device: Uuid; public_key: Uint8Array }>(
      'SELECT device, public_key FROM devices WHERE previous = $1',
      [device.device],
    )
    const same = later.find((row) => equalBytes(row.public_key, request.publicKey))
    const serverTime = installation.now()
    if (same) return { type: 'continued', device: same.device, serverTime }
    if (later.length >= incarnationsAtMost) return { type: 'refused', reason: 'too-many' }
    const made = await insertIncarnation(queries, installation, device, { ...request, name: old.name })
    return { type: 'continued', device: made, serverTime }
  })
}

async function insertIncarnation(
  queries: Queries,
  installation: Installation,
  { device: previous, programme, structure, role }: Device,
  { publicKey, app, name }: IncarnationRequest & { readonly name: string },
): Promise<Uuid> {
  const device = newUuid(installation)
  const at = installation.now()
  await queries.query(
    `INSERT INTO devices (device, programme, structure, role, name, public_key, enrolled_at, last_hash, last_contact, app, previous)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9, $10)`,
    [device, programme, structure, role, name, publicKey, at, noPrevious, app, previous],
  )
  return device
}

async function provesKey(continued: Uuid, request: IncarnationRequest): Promise<boolean> {
  try {
    const publicKey = await importPublicKey(request.publicKey)
    return await incarnationIsProven(continued, request.proof, publicKey)
  } catch {
    return false
  }
}

type ContinuedRow = {
  readonly name: string
  readonly revoked_at: number | null
  readonly retired_at: number | null
}
