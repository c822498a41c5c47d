import type { Context } from 'hono'
import type { Bytes } from '#protocol/bytes.ts'
import { nonceHeader } from '#protocol/signed-request.ts'
import { authenticate, type Device, type FindDevice } from '../access/devices.ts'
import { currentNonce } from '../access/nonce.ts'
import type { Installation } from '../installation.ts'

/** Runs the answer of a signed request for the device that signed it, and hands out the next nonce. */
export async function forDevice(
  installation: Installation,
  context: Context,
  answer: (device: Device, body: Bytes) => Promise<Response>,
  find?: FindDevice,
): Promise<Response> {
  const url = new URL(context.req.url)
  const body = new Uint8Array(await context.req.arrayBuffer())
  const request = {
    method: context.req.method,
    path: url.pathname + url.search,
    body,
    nonce: context.req.header(nonceHeader) ?? '',
    authorization: context.req.header('Authorization') ?? '',
  }
  const device = await authenticate(installation, request, find)
  context.header(nonceHeader, await currentNonce(installation))
  if (device.ok) return answer(device.value, body)
  return context.json({ error: device.error }, device.error === 'unknown-device' ? 403 : 401)
}

/** As `forDevice`, for the manager's pages. */
export async function forManager(
  installation: Installation,
  context: Context,
  answer: (device: Device, body: Bytes) => Promise<Response>,
): Promise<Response> {
  return forDevice(installation, context, (device, body) =>
    device.role === 'manager' && !device.revoked
      ? answer(device, body)
      : Promise.resolve(context.json({ error: 'not-a-manager' }, 403)),
  )
}
