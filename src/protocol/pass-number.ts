import { fail, ok, type Result } from '#domain/result.ts'
import { concatBytes, utf8 } from './bytes.ts'

/**
 * Twelve Crockford symbols printed under a code: 50 bits and two check symbols over GF(32). The 50 bits are
 * P(serial₃₀ ‖ 0₁₀ ‖ tag₁₀), P a Feistel network of 25/25 bits and ten rounds of HMAC-SHA-256.
 */
export type PassNumber = string

export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Serials have thirty bits. */
export const serialLimit = 2 ** 30

/** The number of a code, from its serial and the server's ten-bit tag. Printed in groups: see `groupsOf`. */
export async function makePassNumber(serial: number, tag: number, key: CryptoKey): Promise<PassNumber> {
  const plain = (BigInt(serial) << 20n) | BigInt(tag)
  return withChecks(symbolsOf(await permute(plain, key)))
}

/** Forgiving of case, spaces, hyphens, O for 0, I and L for 1. `misread-number`: a check symbol is wrong. */
export function parsePassNumber(text: string): Result<PassNumber, 'not-a-number' | 'misread-number'> {
  const normal = normalise(text)
  if (normal.length !== 12 || [...normal].some((symbol) => !alphabet.includes(symbol)))
    return fail('not-a-number')
  return checksHold(normal) ? ok(normal) : fail('misread-number')
}

/** Undefined when the ten zeros are not there under this key: another year's key, another programme, or invented. */
export async function readPassNumber(
  number: PassNumber,
  key: CryptoKey,
): Promise<{ readonly serial: number; readonly tag: number } | undefined> {
  let value = 0n
  for (const symbol of number.slice(0, 10)) value = (value << 5n) | BigInt(alphabet.indexOf(symbol))
  const plain = await unpermute(value, key)
  if (((plain >> 10n) & 0x3ffn) !== 0n) return undefined
  return { serial: Number(plain >> 20n), tag: Number(plain & 0x3ffn) }
}

/** The ten bits that only the server can make: HMAC-SHA-256 of the serial under its tag key. */
export async function tagOf(serial: number, tagKey: CryptoKey): Promise<number> {
  const mac = await hmac(tagKey, concatBytes(utf8('carnet tag'), uint32(serial)))
  return (mac[0] ?? 0) * 4 + ((mac[1] ?? 0) >> 6)
}

/** As printed: `7F3K-9QWX-2M4T`. */
export function groupsOf(number: PassNumber): string {
  return `${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8, 12)}`
}

export function normalise(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\-–.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/** A permutation or tag key. Not extractable: an enrolled device can use it and never show it. */
export async function importHmacKey(bytes: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
}

const rounds = 10
const half = 25n
const mask = (1n << half) - 1n

async function permute(value: bigint, key: CryptoKey): Promise<bigint> {
  let left = value >> half
  let right = value & mask
  for (let round = 0; round < rounds; round++) {
    const mixed = left ^ (await roundBits(round, right, key))
    left = right
    right = mixed
  }
  return (left << half) | right
}

async function unpermute(value: bigint, key: CryptoKey): Promise<bigint> {
  let left = value >> half
  let right = value & mask
  for (let round = rounds - 1; round >= 0; round--) {
    const mixed = right ^ (await roundBits(round, left, key))
    right = left
    left = mixed
  }
  return (left << half) | right
}

async function roundBits(round: number, bits: bigint, key: CryptoKey): Promise<bigint> {
  const mac = await hmac(key, concatBytes(utf8('carnet number'), Uint8Array.of(round), uint32(Number(bits))))
  return BigInt(new DataView(mac.buffer).getUint32(0) >>> 7)
}

async function hmac(key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, data))
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}

function symbolsOf(value: bigint): number[] {
  return Array.from({ length: 10 }, (_, i) => Number((value >> BigInt(5 * (9 - i))) & 31n))
}

/**
 * A [12, 10] code over GF(2⁵) with x⁵ + x² + 1: Σ wᵢ = 0 and Σ αⁱ wᵢ = 0. Every wrong symbol, every swap of two
 * symbols and every pair of errors is seen; one number in 1,024 passes at random.
 */
function withChecks(data: readonly number[]): PassNumber {
  let sum = 0
  let weighted = 0
  data.forEach((symbol, i) => {
    sum ^= symbol
    weighted ^= multiply(symbol, power(i))
  })
  const last = divide(weighted ^ multiply(power(10), sum), power(10) ^ power(11))
  return [...data, sum ^ last, last].map((symbol) => alphabet[symbol]).join('')
}

function checksHold(number: PassNumber): boolean {
  let sum = 0
  let weighted = 0
  ;[...number].forEach((symbol, i) => {
    const value = alphabet.indexOf(symbol)
    sum ^= value
    weighted ^= multiply(value, power(i))
  })
  return sum === 0 && weighted === 0
}

function power(exponent: number): number {
  let value = 1
  for (let i = 0; i < exponent % 31; i++) value = multiply(value, 2)
  return value
}

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit++) {
    if ((b >> bit) & 1) product ^= a << bit
  }
  for (let bit = 8; bit >= 5; bit--) {
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  }
  return product
}

function divide(a: number, b: number): number {
  for (let candidate = 0; candidate < 32; candidate++) {
    if (multiply(b, candidate) === a) return candidate
  }
  return 0
}
