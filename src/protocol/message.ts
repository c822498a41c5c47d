import * as v from 'valibot'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'

/** The body of a request or an answer between a device and its server: one deterministic CBOR value. */
export const messageType = 'application/cbor'

export function encodeMessage(message: object): Bytes {
  return encodeCbor(message)
}

/** The message, when the bytes have its shape. Unknown keys are ignored, so that a newer side may say more. */
export function decodeMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): Result<v.InferOutput<Schema>, 'malformed'> {
  const decoded = decodeCbor(bytes)
  const parsed = decoded.ok ? v.safeParse(schema, decoded.value) : undefined
  return parsed?.success ? ok(parsed.output) : fail('malformed')
}

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const text = v.pipe(v.string(), v.maxLength(500))
export const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
export const bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((value) => new Uint8Array(value)),
)
