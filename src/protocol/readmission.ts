import * as v from 'valibot'
import { bytes, count, text } from './message.ts'

/**
 * A device that the server does not know, because it was put back to an older copy, shows the ticket that it got when
 * it was enrolled. The request is signed, as each is, by the key that the ticket names; only the server reads a ticket.
 */
export const readmissionRequest = v.object({ protocol: count, ticket: bytes, app: text })

export const readmissionResponse = v.variant('type', [
  v.object({ type: v.literal('admitted'), serverTime: count }),
  /** The server lost the place or its programme too; when they are there again, so may the device be. */
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-place') }),
])

export type ReadmissionResponse = v.InferOutput<typeof readmissionResponse>
