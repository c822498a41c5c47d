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
  const key = await secretKey(installation, 'nonce')
  const mac = await crypto.subtle.sign('HMAC', key, utf8(`carnet nonce ${Math.floor(at / bucket)}`))
  return toBase64Url(new Uint8Array(mac).slice(0, 18))
}
