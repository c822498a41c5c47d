import { fail, ok, type Result } from '#domain/result.ts'
import { equalBytes, type Bytes } from './bytes.ts'
import { decodeCborMap, encodeCbor, itemsOf } from './cbor.ts'

/** An untagged COSE_Sign1 (RFC 9052 §4.2) with ES256; key id and algorithm in the protected header. */
export type Sign1 = {
  readonly protectedHeader: Bytes
  readonly algorithm: unknown
  readonly keyId: Bytes | undefined
  readonly payload: Bytes
  readonly signature: Bytes
}

const es256 = -7
const header = { algorithm: 1, keyId: 4 }
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' } as const

export async function sign1(payload: Uint8Array, keyId: Uint8Array, privateKey: CryptoKey): Promise<Bytes> {
  const protectedHeader = protectedHeaderOf(keyId)
  const signed = signedBytes(protectedHeader, payload, noBytes)
  const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, signed))
  return encodeCbor([protectedHeader, new Map(), payload, signature])
}

/** The protected header that our own signatures carry: `{1: -7, 4: keyId}`. */
export function protectedHeaderOf(keyId: Uint8Array): Bytes {
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [header.algorithm, es256],
      [header.keyId, keyId],
    ]),
  )
}

/** Reads the envelope without checking the signature. A tag, a foreign shape or trailing bytes: `not-sign1`. */
export function parseSign1(bytes: Uint8Array): Result<Sign1, 'not-sign1'> {
  const decoded = decodeEnvelope(bytes)
  if (!decoded) return fail('not-sign1')
  const [protectedHeader, unprotected, payload, signature] = decoded
  const headers =
    protectedHeader.length === 0 ? ok(new Map<unknown, unknown>()) : decodeCborMap(protectedHeader)
  if (!headers.ok || signature.length !== 64) return fail('not-sign1')
  const keyId = headers.value.get(header.keyId) ?? unprotected.get(header.keyId)
  return ok({
    protectedHeader,
    algorithm: headers.value.get(header.algorithm) ?? unprotected.get(header.algorithm),
    keyId: keyId instanceof Uint8Array ? new Uint8Array(keyId) : undefined,
    payload,
    signature,
  })
}

/** True when this key signed this envelope with ES256. External data: RFC 9052 §4.3, empty for all of our formats. */
export async function verifySign1(
  message: Sign1,
  publicKey: CryptoKey,
  externalData: Uint8Array = noBytes,
): Promise<boolean> {
  if (message.algorithm !== es256) return false
  const signed = signedBytes(message.protectedHeader, message.payload, externalData)
  return crypto.subtle.verify(ecdsa, publicKey, message.signature, signed)
}

/** RFC 9052 §4.4: the Sig_structure, in which an empty protected header counts as no bytes. */
function signedBytes(protectedHeader: Uint8Array, payload: Uint8Array, externalData: Uint8Array): Bytes {
  const body = equalBytes(protectedHeader, emptyMap) ? noBytes : protectedHeader
  return encodeCbor(['Signature1', body, externalData, payload])
}

function decodeEnvelope(bytes: Uint8Array): [Bytes, ReadonlyMap<unknown, unknown>, Bytes, Bytes] | undefined {
  const asMaps = decodeCborMap(wrapInMap(bytes))
  const items = itemsOf(asMaps.ok ? asMaps.value.get(0) : undefined)
  if (items.length !== 4) return undefined
  const [protectedHeader, unprotected, payload, signature] = items
  if (!(protectedHeader instanceof Uint8Array) || !(unprotected instanceof Map)) return undefined
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined
  return [new Uint8Array(protectedHeader), unprotected, new Uint8Array(payload), new Uint8Array(signature)]
}

/** `{0: bytes}`: one strict reader then serves for the envelope and for its headers, both of which have maps. */
function wrapInMap(bytes: Uint8Array): Bytes {
  const wrapped = new Uint8Array(bytes.length + 2)
  wrapped.set([0xa1, 0x00])
  wrapped.set(bytes, 2)
  return wrapped
}

const noBytes = new Uint8Array(0)
const emptyMap = Uint8Array.of(0xa0)
