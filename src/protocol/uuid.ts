import type { Instant } from '#domain/instant.ts'
import { fromHex, toHex, type Bytes } from './bytes.ts'

/** A UUID in its usual text form, lower case (RFC 9562). Sixteen bytes inside entries. */
export type Uuid = string

/** UUIDv7: the time in milliseconds, then 74 random bits. `random` gives ten bytes. */
export function uuidV7(now: Instant, random: Uint8Array): Uuid {
  const bytes = new Uint8Array(16)
  let time = BigInt(now)
  for (let i = 5; i >= 0; i--, time >>= 8n) bytes[i] = Number(time & 0xffn)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return uuidOf(bytes)
}

export function uuidOf(bytes: Uint8Array): Uuid {
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export function uuidBytes(uuid: Uuid): Bytes {
  return fromHex(uuid.replaceAll('-', ''))
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** The milliseconds that a UUIDv7 begins with; any other has none. */
export function timeOfUuid(id: string): Instant | undefined {
  const digits = id.replaceAll('-', '')
  return digits[12] === '7' ? Number.parseInt(digits.slice(0, 12), 16) : undefined
}
