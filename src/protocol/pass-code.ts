import type { PrintedCode } from '#domain/batch.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { parseSign1, protectedHeaderOf, sign1, verifySign1, type Sign1 } from './cose.ts'

/** The version that this project prints. Others are `deferred:unknown-version`, never refused. */
export const passCodeVersion = 1

/** What a printed code says. Identity is (batch, pass, cheque), never the token's bytes: ECDSA is malleable. */
export type PassToken = {
  readonly version: number
  readonly programme: number
  readonly code: PrintedCode
  readonly keyId: Bytes
  /** 64 bytes: the proof of a scan that travels in a redemption. */
  readonly signature: Bytes
  readonly envelope: Sign1
}

/** `CARNET_URL/p#DIGITS`; the address part ends with `#`. A code's host is ignored when it is scanned. */
export function passCodeText(address: string, digits: string): string {
  return `${passCodePrefix(address)}${digits}`
}

export function passCodePrefix(address: string): string {
  return `${address.replace(/\/+$/, '')}/p#`
}

export async function signPassCode(
  code: { readonly programme: number } & PrintedCode,
  keyId: Uint8Array,
  privateKey: CryptoKey,
): Promise<string> {
  return toDigits(await sign1(payloadOf(code.programme, code), keyId, privateKey))
}

/** Reads the text of a scan: `…#DIGITS` or the digits alone. Does not check the signature. */
export function parsePassCode(text: string): Result<PassToken, 'not-a-pass'> {
  const digits = /(?:^|#)(\d{100,400})$/.exec(text.trim())?.[1]
  if (digits === undefined) return fail('not-a-pass')
  const bytes = fromDigits(digits)
  const envelope = bytes ? parseSign1(bytes) : undefined
  if (!envelope?.ok || !envelope.value.keyId) return fail('not-a-pass')
  const payload = decodeCbor(envelope.value.payload)
  if (!payload.ok || !isPayload(payload.value)) return fail('not-a-pass')
  const [version, programme, batch, pass, cheque] = payload.value
  return ok({
    version,
    programme,
    code: { batch, pass, cheque },
    keyId: envelope.value.keyId,
    signature: envelope.value.signature,
    envelope: envelope.value,
  })
}

export async function verifyPassCode(token: PassToken, publicKey: CryptoKey): Promise<boolean> {
  return verifySign1(token.envelope, publicKey)
}

/** Rebuilds the token of a printed code from the 64-byte signature that a redemption carries as its proof. */
export function tokenOfProof(
  code: { readonly programme: number } & PrintedCode,
  keyId: Bytes,
  signature: Bytes,
): PassToken {
  const payload = payloadOf(code.programme, code)
  const protectedHeader = protectedHeaderOf(keyId)
  return {
    version: passCodeVersion,
    programme: code.programme,
    code: { batch: code.batch, pass: code.pass, cheque: code.cheque },
    keyId,
    signature,
    envelope: { protectedHeader, algorithm: -7, keyId, payload, signature },
  }
}

/** Groups of 7 bytes give 17 decimal digits; a tail of 1…6 bytes takes 3, 5, 8, 10, 13, 15. */
export function toDigits(bytes: Uint8Array): string {
  let digits = ''
  for (let i = 0; i < bytes.length; i += groupBytes) {
    const group = bytes.subarray(i, i + groupBytes)
    let value = 0n
    for (const byte of group) value = (value << 8n) | BigInt(byte)
    digits += value.toString().padStart(digitsFor(group.length), '0')
  }
  return digits
}

/** Undefined when a group's value or the tail's length cannot come from bytes. */
export function fromDigits(digits: string): Bytes | undefined {
  const tailDigits = digits.length % groupDigits
  const tailBytes = tailDigits === 0 ? 0 : digitsOfBytes.indexOf(tailDigits)
  if (tailBytes < 0 || !/^\d*$/.test(digits)) return undefined
  const bytes = new Uint8Array(Math.floor(digits.length / groupDigits) * groupBytes + tailBytes)
  for (let offset = 0, at = 0; at < digits.length; at += groupDigits) {
    const text = digits.slice(at, at + groupDigits)
    const length = text.length === groupDigits ? groupBytes : tailBytes
    let value = BigInt(text)
    if (value >> BigInt(8 * length) !== 0n) return undefined
    for (let i = length - 1; i >= 0; i--, value >>= 8n) bytes[offset + i] = Number(value & 0xffn)
    offset += length
  }
  return bytes
}

const groupBytes = 7
const groupDigits = 17
const digitsOfBytes = [0, 3, 5, 8, 10, 13, 15]

function digitsFor(length: number): number {
  return length === groupBytes ? groupDigits : (digitsOfBytes[length] ?? 0)
}

function payloadOf(programme: number, code: PrintedCode): Bytes {
  return encodeCbor([passCodeVersion, programme, code.batch, code.pass, code.cheque])
}

function isPayload(value: unknown): value is [number, number, number, number, number] {
  return (
    Array.isArray(value) &&
    value.length === 5 &&
    value.every((item) => Number.isSafeInteger(item) && item >= 0)
  )
}
