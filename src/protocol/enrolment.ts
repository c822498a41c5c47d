import * as v from 'valibot'
import { fail, ok, type Result } from '#domain/result.ts'
import { utf8 } from './bytes.ts'
import { parseSign1, sign1, verifySign1 } from './cose.ts'
import { bytes, count, text, uuid } from './message.ts'
import { alphabet, normalise } from './pass-number.ts'

/** 60 bits, Crockford: single use. The typed form has 8 symbols, lives fifteen minutes and allows five tries. */
export const codeSymbols = { scanned: 12, typed: 8 }

export type EnrolmentLink = {
  /** The server that gave the code: an app of another address says so instead of trying. */
  readonly address: string
  readonly code: string
  /** 128 bits of the head key's thumbprint, base64url; empty in the typed form. */
  readonly fingerprint: string
}

/** `CARNET_URL/enrol#CODE.FINGERPRINT`: the fragment never reaches a log. */
export function enrolmentLink(link: EnrolmentLink): string {
  return `${link.address.replace(/\/+$/, '')}/enrol#${link.code}.${link.fingerprint}`
}

export function parseEnrolmentLink(scanned: string): Result<EnrolmentLink, 'not-an-enrolment'> {
  const match = /^(https?:\/\/[^#\s]+)\/enrol#([0-9A-Z]{12})\.([\w-]{22})$/.exec(scanned.trim())
  const [, address, code, fingerprint] = match ?? []
  return address && code && fingerprint ? ok({ address, code, fingerprint }) : fail('not-an-enrolment')
}

/** A code as a person types it: forgiving of case, spaces, hyphens, O, I and L. */
export function parseTypedCode(typed: string): Result<string, 'not-an-enrolment'> {
  const code = normalise(typed)
  const right = [...code].every((symbol) => alphabet.includes(symbol)) && code.length === codeSymbols.typed
  return right ? ok(code) : fail('not-an-enrolment')
}

export function codeFromRandom(random: Uint8Array): string {
  return Array.from(random, (byte) => alphabet[byte % 32]).join('')
}

export const deviceRoles = ['desk', 'manager'] as const

export type DeviceRole = (typeof deviceRoles)[number]

/** A device asks to act for a structure; `proof` is its signature over the code, so that it owns the key it names. */
export const enrolmentRequest = v.object({
  protocol: count,
  code: text,
  publicKey: bytes,
  proof: bytes,
  name: text,
  app: text,
})

export const enrolmentFailures = [
  'unknown-code',
  'used-code',
  'expired-code',
  'too-many-tries',
  'bad-proof',
] as const

export type EnrolmentFailure = (typeof enrolmentFailures)[number]

export const enrolmentResponse = v.variant('type', [
  v.object({ type: v.literal('refused'), reason: v.picklist(enrolmentFailures) }),
  v.object({
    type: v.literal('enrolled'),
    device: uuid,
    programme: count,
    structure: text,
    role: v.picklist(deviceRoles),
    headKey: bytes,
    /** Keys of the pass numbers, this year's first: imported as non-extractable and forgotten. */
    numberKeys: v.array(bytes),
    /** Seals export files for this installation; absent from a server that takes none. */
    exportKey: v.optional(bytes),
    /** Lets the device in again at a server that was put back to before it; only the server reads it. */
    ticket: v.optional(bytes),
    epoch: uuid,
    serverTime: count,
  }),
])

export type EnrolmentRequest = v.InferOutput<typeof enrolmentRequest>
export type EnrolmentResponse = v.InferOutput<typeof enrolmentResponse>

export async function proveKey(code: string, keyId: Uint8Array, privateKey: CryptoKey) {
  return sign1(utf8(`carnet enrolment ${code}`), keyId, privateKey)
}

export async function keyIsProven(code: string, proof: Uint8Array, publicKey: CryptoKey): Promise<boolean> {
  const envelope = parseSign1(proof)
  if (!envelope.ok) return false
  const payload = utf8(`carnet enrolment ${code}`)
  return verifySign1({ ...envelope.value, payload }, publicKey)
}
