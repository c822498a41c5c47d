import { MINUTE, type Instant } from '#domain/instant.ts'
import { toBase64Url, utf8 } from '#protocol/bytes.ts'
import type { Installation } from '../installation.ts'
import { secretKey } from './secrets.ts'

const bucket = 5 * MINUTE

/** A MAC over a five-minute bucket of our own clock: fresh without remembering anything, and true on every server. */
export async function currentNonce(installation: Installation): Promise<string> {
  return nonceAt(installation, installation.now())
}

export async function isFreshNonce(installation: Installation, nonce: string): Promise<boolean> {
  const now = installation.now()
  return nonce === (await nonceAt(installation, now)) || nonce === (await nonceAt(installation, now - bucket))
}

async function nonceAt(installation: Installation, at: Instant): Promise<string> {
  const number = Math.floor(at / bucket)
  const made = newest.get(installation) ?? []
  const known = made.find((each) => each.number === number)
  if (known) return known.nonce
  const key = await secretKey(installation, 'nonce')
  const mac = await crypto.subtle.sign('HMAC', key, utf8(`carnet nonce ${number}`))
  const nonce = toBase64Url(new Uint8Array(mac).slice(0, 18))
  newest.set(installation, [{ number, nonce }, ...made.slice(0, 1)])
  return nonce
}

/** Each request asks for one or two, and the same ones for five minutes. */
const newest = new WeakMap<Installation, readonly { readonly number: number; readonly nonce: string }[]>()
