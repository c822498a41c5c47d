import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { fail, ok, type Result } from '#domain/result.ts'
import { equalBytes, type Bytes } from './bytes.ts'

/** Core deterministic encoding (RFC 8949 §4.2.1): the same value always gives the same bytes. Throws on `undefined`. */
export function encodeCbor(value: unknown): Bytes {
  return new Uint8Array(encode(value, encodeOptions))
}

/** One value, nothing after it, in its only deterministic form; anything else is `not-cbor`. */
export function decodeCbor(bytes: Uint8Array): Result<unknown, 'not-cbor'> {
  try {
    const value: unknown = decode(bytes, decodeOptions)
    return equalBytes(encodeCbor(value), bytes) ? ok(value) : fail('not-cbor')
  } catch {
    return fail('not-cbor')
  }
}

/** The items of a decoded array; none when it is no array. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

/** COSE headers have integer keys and come from any encoder: read as a Map, refused only when malformed. */
export function decodeCborMap(bytes: Uint8Array): Result<ReadonlyMap<unknown, unknown>, 'not-cbor'> {
  try {
    const value: unknown = decode(bytes, { ...decodeOptions, useMaps: true })
    return value instanceof Map ? ok(value) : fail('not-cbor')
  } catch {
    return fail('not-cbor')
  }
}

/** No reader of ours takes `undefined`: better a bug here than an entry that nobody can read. */
const encodeOptions = { ...rfc8949EncodeOptions, typeEncoders: { undefined: refuseUndefined } }

function refuseUndefined(): never {
  throw new Error('undefined has no place in CBOR: leave the key out, or say null')
}

const decodeOptions = { strict: true, rejectDuplicateMapKeys: true, allowUndefined: false }
