import { toHex } from '#protocol/bytes.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { createRemembered } from '../publishing/remembered.ts'

/** As many as ask in a day at most; more are only read again. */
const keys = createRemembered<CryptoKey>(1000)

/** A public key ready to verify with: devices ask again and again. Rejects when the bytes are not a point of the curve. */
export async function publicKeyOf(raw: Uint8Array): Promise<CryptoKey> {
  const name = toHex(raw)
  const known = keys.get(name)
  if (known) return known
  const key = await importPublicKey(raw)
  keys.set(name, key)
  return key
}
