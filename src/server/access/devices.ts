import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import { claimedDevice, verifyRequest, type SignedRequest } from '#protocol/signed-request.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Installation } from '../installation.ts'
import { isFreshNonce } from './nonce.ts'
import { publicKeyOf } from './public-keys.ts'

export type Device = {
  readonly device: Uuid
  readonly programme: number
  readonly structure: string
  readonly role: DeviceRole
  readonly publicKey: Uint8Array
  readonly revoked: boolean
}

/** Which device a request says that it comes from; nothing is proven yet. */
export type FindDevice = (installation: Installation, id: Uuid, body: Bytes) => Promise<Device | undefined>

/** Who asks, proven by the device's signature over the request and a nonce of ours. */
export async function authenticate(
  installation: Installation,
  request: SignedRequest & { readonly authorization: string; readonly body: Bytes },
  find: FindDevice = findDevice,
): Promise<Result<Device, 'stale-nonce' | 'unknown-device' | 'bad-signature'>> {
  if (!(await isFreshNonce(installation, request.nonce))) return fail('stale-nonce')
  const device = await find(installation, claimedDevice(request.authorization) ?? '', request.body)
  if (!device) return fail('unknown-device')
  const verified = await verifyRequest(request, request.authorization, await publicKeyOf(device.publicKey))
  return verified.ok ? ok(device) : verified
}

export async function findDevice({ database }: Installation, id: Uuid): Promise<Device | undefined> {
  const [row] = await database.query<Omit<Device, 'publicKey' | 'revoked'> & DeviceColumns>(
    'SELECT device, programme, structure, role, public_key, revoked_at FROM devices WHERE device = $1',
    [id],
  )
  if (!row) return undefined
  const { device, programme, structure, role } = row
  return { device, programme, structure, role, publicKey: row.public_key, revoked: row.revoked_at !== null }
}

type DeviceColumns = { readonly public_key: Uint8Array; readonly revoked_at: number | null }
