import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64Url, type Bytes } from './bytes.ts'
import { encodeCbor } from './cbor.ts'

/** One usage a key: a verifier asks for the usage that it expects, and nothing else will do. */
export const keyUsages = ['pass', 'head', 'device', 'export', 'training'] as const

export type KeyUsage = (typeof keyUsages)[number]

/** A P-256 public key in the uncompressed form of SEC 1: 65 bytes. */
export type RawPublicKey = Bytes

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** A signing pair; the private half cannot be read out unless `extractable`. */
export async function makeSigningKey(options: { readonly extractable: boolean }): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, options.extractable, ['sign', 'verify'])
}

export async function exportPublicKey(key: CryptoKey): Promise<RawPublicKey> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key))
}

/** Rejects when the bytes are not a point of the curve. */
export async function importPublicKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(raw), algorithm, true, ['verify'])
}

export async function exportPrivateKey(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', key))
}

export async function importPrivateKey(pkcs8: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign'])
}

/** COSE Key Thumbprint, SHA-256 (RFC 9679). */
export function thumbprintOf(raw: RawPublicKey): Bytes {
  const coseKey = new Map<number, number | Bytes>([
    [1, 2],
    [-1, 1],
    [-2, raw.slice(1, 33)],
    [-3, raw.slice(33, 65)],
  ])
  return new Uint8Array(sha256(encodeCbor(coseKey)))
}

/** The short name of a key in a protected header: the first four bytes of its thumbprint. Several keys may share it. */
export function keyIdOf(raw: RawPublicKey): Bytes {
  return thumbprintOf(raw).slice(0, 4)
}

/** What an enrolment code pins of the head key: 128 bits of its thumbprint. */
export function fingerprintOf(raw: RawPublicKey): string {
  return toBase64Url(thumbprintOf(raw).slice(0, 16))
}
