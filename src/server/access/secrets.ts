import { importHmacKey } from '#protocol/pass-number.ts'
import type { Installation } from '../installation.ts'

/** HMAC keys that never leave this server, except the number keys, which enrolled devices hold without seeing them. */
export type SecretName = 'nonce' | 'acknowledgement' | 'ticket' | 'tag' | 'address' | `number/${number}`

type Keeper = Pick<Installation, 'database' | 'now' | 'random'>

/** The key of that name, made the first time that it is asked for. It never changes: a server reads it once. */
export async function secretKey(installation: Keeper, name: SecretName): Promise<CryptoKey> {
  const keys = keysOf.get(installation) ?? new Map<SecretName, CryptoKey>()
  keysOf.set(installation, keys)
  const kept = keys.get(name)
  if (kept) return kept
  const read = await importHmacKey(await secretBytes(installation, name))
  keys.set(name, read)
  return read
}

const keysOf = new WeakMap<Keeper, Map<SecretName, CryptoKey>>()

/** Keys of the pass numbers: this year's first, then those of earlier years, newest first. */
export async function numberKeys(installation: Installation): Promise<readonly Uint8Array[]> {
  const year = new Date(installation.now()).getUTCFullYear()
  await secretBytes(installation, `number/${year}`)
  const rows = await installation.database.query<{ bytes: Uint8Array }>(
    "SELECT bytes FROM secrets WHERE name LIKE 'number/%' ORDER BY name DESC",
  )
  return rows.map((row) => row.bytes)
}

export async function currentNumberKey(installation: Installation): Promise<CryptoKey> {
  return secretKey(installation, `number/${new Date(installation.now()).getUTCFullYear()}`)
}

async function secretBytes({ database, now, random }: Keeper, name: SecretName): Promise<Uint8Array> {
  const read = () =>
    database.query<{ bytes: Uint8Array }>('SELECT bytes FROM secrets WHERE name = $1', [name])
  const [known] = await read()
  if (known) return known.bytes
  await database.query('INSERT INTO secrets VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    name,
    random(32),
    now(),
  ])
  const [made] = await read()
  if (!made) throw new Error(`the secret ${name} was not kept`)
  return made.bytes
}
