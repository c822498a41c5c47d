import { equalBytes } from '#protocol/bytes.ts'
import { noPrevious } from '#protocol/journal-entry.ts'
import { keyIsProven, type EnrolmentRequest, type EnrolmentResponse } from '#protocol/enrolment.ts'
import { importPublicKey } from '#protocol/keys.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Queries } from '../database/database.ts'
import { newUuid, type Installation } from '../installation.ts'
import { readEpoch } from '../publishing/epoch.ts'
import { headKeyOf } from '../publishing/head-key.ts'
import { ticketOf } from './enrolment-ticket.ts'
import { exportKeyOf } from './export-key.ts'
import { findCode, type FoundCode } from './enrolment-codes.ts'
import { numberKeys } from './secrets.ts'

/**
 * A tablet becomes a device of one structure in one programme. The code is used up in the same transaction; a tablet
 * whose answer was lost asks again with the same key and hears the same answer.
 */
export async function enrolDevice(
  installation: Installation,
  request: EnrolmentRequest,
): Promise<EnrolmentResponse> {
  const found = await findCode(installation, request.code)
  if (typeof found === 'string') return { type: 'refused', reason: found }
  if (!(await provesKey(request))) return { type: 'refused', reason: 'bad-proof' }

  const device = await useCode(installation, found, request)
  if (device === undefined) return { type: 'refused', reason: 'used-code' }
  return {
    type: 'enrolled',
    device,
    programme: found.programme,
    structure: found.structure,
    role: found.role,
    headKey: (await headKeyOf(installation, found.programme)).publicKey,
    numberKeys: (await numberKeys(installation)).map((key) => new Uint8Array(key)),
    exportKey: (await exportKeyOf(installation)).publicKey,
    ...(await ticketOf(installation, device)),
    epoch: await readEpoch(installation),
    serverTime: installation.now(),
  }
}

async function useCode(
  installation: Installation,
  found: FoundCode,
  request: EnrolmentRequest,
): Promise<Uuid | undefined> {
  const { database, now } = installation
  const device = newUuid(installation)
  return database.transaction(async (queries) => {
    const used = await queries.query(
      'UPDATE enrolment_codes SET used_by = $2 WHERE selector = $1 AND used_by IS NULL RETURNING selector',
      [found.selector, device],
    )
    if (used.length === 0) return sameDevice(queries, found.selector, request.publicKey)
    await queries.query(
      `INSERT INTO devices (device, programme, structure, role, name, public_key, enrolled_at, last_hash, last_contact, app)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9)`,
      [
        device,
        found.programme,
        found.structure,
        found.role,
        request.name,
        request.publicKey,
        now(),
        noPrevious,
        request.app,
      ],
    )
    return device
  })
}

async function sameDevice(
  queries: Queries,
  selector: string,
  publicKey: Uint8Array,
): Promise<Uuid | undefined> {
  const [row] = await queries.query<{ device: Uuid; public_key: Uint8Array }>(
    'SELECT device, public_key FROM devices WHERE device = (SELECT used_by FROM enrolment_codes WHERE selector = $1)',
    [selector],
  )
  return row && equalBytes(row.public_key, publicKey) ? row.device : undefined
}

async function provesKey(request: EnrolmentRequest): Promise<boolean> {
  try {
    return await keyIsProven(request.code, request.proof, await importPublicKey(request.publicKey))
  } catch {
    return false
  }
}
