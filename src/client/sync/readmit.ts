import * as v from 'valibot'
import type { Store } from '#client/store/database.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { readmissionResponse } from '#protocol/readmission.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { SignedFetch } from './signed-fetch.ts'

/** Whether a server refuses because it does not know the device at all: it was put back to before the enrolment. */
export function saysUnknown(body: Bytes): boolean {
  try {
    return v.is(unknownDevice, JSON.parse(new TextDecoder().decode(body)))
  } catch {
    return false
  }
}

const unknownDevice = v.object({ error: v.literal('unknown-device') })

/** Shows the ticket of the enrolment. False when there is none, or when the server lost the place too. */
export async function readmit(asked: {
  readonly store: Store
  readonly device: Uuid
  readonly fetch: SignedFetch
  readonly app: string
}): Promise<boolean> {
  const { ticket } = (await asked.store.enrolments.get(asked.device)) ?? {}
  if (!ticket) return false
  const body = encodeMessage({ protocol: protocolVersion, ticket, app: asked.app })
  const answer = await asked.fetch({ method: 'POST', path: '/api/readmissions', body })
  const response = answer.ok ? decodeMessage(readmissionResponse, answer.value.bytes) : answer
  return response.ok && response.value.type === 'admitted'
}
