import { noPrevious } from '#protocol/journal-entry.ts'
import { keyIsProven, type EnrolmentRequest, type EnrolmentResponse } from '#protocol/enrolment.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { newUuid, type Installation } from '../installation.ts'
import { readEpoch } from '../publishing/epoch.ts'
import { headKeyOf } from '../publishing/head-key.ts'
import { findCode } from './enrolment-codes.ts'
import { numberKeys } from './secrets.ts'

/** A tablet becomes a device of one structure in one programme. The code is used up in the same transaction. */
export async function enrolDevice(
  installation: Installation,
  request: EnrolmentRequest,
): Promise<EnrolmentResponse> {
  const { database, now } = installation
  const found = await findCode(installation, request.code)
  if (typeof found === 'string') return { type: 'refused', reason: found }
  if (!(await provesKey(request))) return { type: 'refused', reason: 'bad-proof' }

  const at = now()
  const device = newUuid(at)
  const taken = await database.transaction(async (queries) => {
    const used = await queries.query(
      'UPDATE enrolment_codes SET used_at = $2 WHERE selector = $1 AND used_at IS NULL RETURNING selector',
      [found.selector, at],
    )
    if (used.length === 0) return false
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
        at,
        noPrevious,
        request.app,
      ],
    )
    return true
  })
  if (!taken) return { type: 'refused', reason: 'used-code' }
  return {
    type: 'enrolled',
    device,
    programme: found.programme,
    structure: found.structure,
    role: found.role,
    headKey: (await headKeyOf(installation, found.programme)).publicKey,
    numberKeys: (await numberKeys(installation)).map((key) => new Uint8Array(key)),
    epoch: await readEpoch(installation),
    serverTime: now(),
  }
}

async function provesKey(request: EnrolmentRequest): Promise<boolean> {
  try {
    return await keyIsProven(request.code, request.proof, await importPublicKey(request.publicKey))
  } catch {
    return false
  }
}
