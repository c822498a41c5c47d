import * as v from 'valibot'
import { utf8 } from './bytes.ts'
import { parseSign1, sign1, verifySign1 } from './cose.ts'
import { bytes, count, text, uuid } from './message.ts'
import type { Uuid } from './uuid.ts'

/**
 * A device that learns that another copy of it has acted goes on under a new key and a new name, for the same structure.
 * The request is signed by the key of the device that it continues; `proof` is the new key's signature over that name.
 */
export const incarnationRequest = v.object({ protocol: count, publicKey: bytes, proof: bytes, app: text })

export const incarnationFailures = ['revoked', 'retired', 'too-many', 'bad-proof'] as const

export const incarnationResponse = v.variant('type', [
  v.object({ type: v.literal('continued'), device: uuid, serverTime: count, ticket: v.optional(bytes) }),
  v.object({ type: v.literal('refused'), reason: v.picklist(incarnationFailures) }),
])

export type IncarnationRequest = v.InferOutput<typeof incarnationRequest>
export type IncarnationResponse = v.InferOutput<typeof incarnationResponse>

export async function proveIncarnation(continued: Uuid, keyId: Uint8Array, privateKey: CryptoKey) {
  return sign1(utf8(`carnet incarnation ${continued}`), keyId, privateKey)
}

export async function incarnationIsProven(
  continued: Uuid,
  proof: Uint8Array,
  publicKey: CryptoKey,
): Promise<boolean> {
  const envelope = parseSign1(proof)
  if (!envelope.ok) return false
  return verifySign1({ ...envelope.value, payload: utf8(`carnet incarnation ${continued}`) }, publicKey)
}
