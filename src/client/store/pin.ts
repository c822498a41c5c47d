import { equalBytes, utf8, type Bytes } from '#protocol/bytes.ts'
import type { PinHash } from './enrolment.ts'

/** What a person may choose: digits, so that the keys of any tablet have them. */
export function isPin(text: string): boolean {
  return /^\d{4,8}$/.test(text)
}

/** Slow on purpose, and as slow for whoever reads the profile of the browser: ten thousand PINs are soon tried even so. */
export async function hashPin(pin: string, salt: Bytes, rounds = roundsOfToday): Promise<PinHash> {
  const key = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  )
  return { salt, rounds, hash: new Uint8Array(bits) }
}

export async function isRightPin(pin: string, { salt, rounds, hash }: PinHash): Promise<boolean> {
  return equalBytes((await hashPin(pin, salt, rounds)).hash, hash)
}

/** OWASP's figure of 2023 for PBKDF2 with SHA-256 is 600,000; half of it is about a second on a cheap tablet. */
const roundsOfToday = 300_000
