import * as v from 'valibot'
import { bytes, count, uuid } from './message.ts'

/**
 * The longest acknowledgement that a device holds, with the epoch under which it was given: shown back to the server, it
 * proves what the server had.
 */
export const shownAcknowledgement = v.object({ epoch: uuid, sequence: count, hash: bytes, mac: bytes })

export type ShownAcknowledgement = v.InferOutput<typeof shownAcknowledgement>
