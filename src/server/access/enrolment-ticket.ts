import { timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Bytes } from '#protocol/bytes.ts'
import { deviceRoles } from '#protocol/enrolment.ts'
import { bytes, count, decodeMessage, encodeMessage, text, uuid } from '#protocol/message.ts'
import { readmissionRequest } from '#protocol/readmission.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Installation } from '../installation.ts'
import { readEpoch } from '../publishing/epoch.ts'
import type { Device } from './devices.ts'
import { secretKey } from './secrets.ts'

/** What the server wrote down when it made a device: enough to write it down again. */
const ticket = v.object({
  device: uuid,
  programme: count,
  structure: text,
  role: v.picklist(deviceRoles),
  name: text,
  publicKey: bytes,
  enrolledAt: count,
  previous: v.nullable(uuid),
  epoch: uuid,
})

export type Ticket = v.InferOutput<typeof ticket>

const sealed = v.object({ ticket: bytes, mac: bytes })

/**
 * The server's own proof that it made this device, for the device to keep. None for a manager's browser: a restore may
 * have forgotten why it was revoked, and `npm run manager-link` is at hand.
 */
export async function ticketOf(
  installation: Installation,
  device: Uuid,
): Promise<{ readonly ticket?: Bytes }> {
  const [row] = await installation.database.query<Omit<Ticket, 'epoch'>>(
    `SELECT device, programme, structure, role, name, public_key AS "publicKey", enrolled_at AS "enrolledAt", previous
     FROM devices WHERE device = $1 AND role = 'desk'`,
    [device],
  )
  if (!row) return {}
  const content = encodeMessage({ ...row, epoch: await readEpoch(installation) } satisfies Ticket)
  return { ticket: encodeMessage({ ticket: content, mac: await macOf(installation, content) }) }
}

/** Undefined when it is no ticket of this installation. */
export async function openTicket(installation: Installation, shown: Bytes): Promise<Ticket | undefined> {
  const outer = decodeMessage(sealed, shown)
  if (!outer.ok) return undefined
  const { ticket: content, mac } = outer.value
  const ours = await macOf(installation, content)
  if (ours.length !== mac.length || !timingSafeEqual(ours, mac)) return undefined
  const read = decodeMessage(ticket, content)
  return read.ok ? read.value : undefined
}

/** The device of the ticket in a request to be let in again: the server may not know it. */
export async function deviceOfTicket(
  installation: Installation,
  id: Uuid,
  body: Bytes,
): Promise<Device | undefined> {
  const request = decodeMessage(readmissionRequest, body)
  const shown = request.ok ? await openTicket(installation, request.value.ticket) : undefined
  return shown?.device === id ? deviceIn(shown) : undefined
}

export function deviceIn({ device, programme, structure, role, publicKey }: Ticket): Device {
  return { device, programme, structure, role, publicKey, revoked: false }
}

async function macOf(installation: Installation, content: Bytes): Promise<Bytes> {
  const key = await secretKey(installation, 'ticket')
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, content))
}
