import {
  exportPrivateKey,
  exportPublicKey,
  importPrivateKey,
  keyIdOf,
  makeSigningKey,
  type RawPublicKey,
} from '#protocol/keys.ts'
import type { Installation } from '../installation.ts'

export type HeadKey = {
  readonly keyId: Uint8Array
  readonly publicKey: RawPublicKey
  readonly privateKey: CryptoKey
}

/** The key that signs a programme's heads, made with the programme and pinned by every device at enrolment. */
export async function headKeyOf({ database }: Installation, programme: number): Promise<HeadKey> {
  const [row] = await database.query<{ key_id: Uint8Array; public_key: Uint8Array; private_key: Uint8Array }>(
    'SELECT key_id, public_key, private_key FROM head_keys WHERE programme = $1',
    [programme],
  )
  if (!row) throw new Error(`programme ${programme} has no head key`)
  return {
    keyId: row.key_id,
    publicKey: new Uint8Array(row.public_key),
    privateKey: await importPrivateKey(row.private_key),
  }
}

export async function makeHeadKey({ database }: Installation, programme: number): Promise<void> {
  const pair = await makeSigningKey({ extractable: true })
  const publicKey = await exportPublicKey(pair.publicKey)
  await database.query('INSERT INTO head_keys VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    programme,
    keyIdOf(publicKey),
    publicKey,
    await exportPrivateKey(pair.privateKey),
  ])
}
