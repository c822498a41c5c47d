import { HOUR } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import { secretKey } from '../access/secrets.ts'
import type { Installation } from '../installation.ts'

/** Typed numbers that lead nowhere, for one who asks in one hour, before answers slow down. */
const failuresAnHour = 20

/** Has this address, or this device, typed too many numbers that lead nowhere? */
export async function asksTooMuch(installation: Installation, address: string): Promise<boolean> {
  const [row] = await installation.database.query<{ failures: number }>(
    'SELECT failures FROM number_failures WHERE address_hash = $1 AND hour = $2',
    [await addressHash(installation, address), hourOf(installation)],
  )
  return (row?.failures ?? 0) >= failuresAnHour
}

export async function countFailure(installation: Installation, address: string): Promise<void> {
  const hash = await addressHash(installation, address)
  const hour = hourOf(installation)
  await installation.database.query('DELETE FROM number_failures WHERE hour < $1', [hour])
  await installation.database.query(
    `INSERT INTO number_failures VALUES ($1, $2, 1)
     ON CONFLICT (address_hash, hour) DO UPDATE SET failures = number_failures.failures + 1`,
    [hash, hour],
  )
}

function hourOf({ now }: Installation): number {
  return Math.floor(now() / HOUR)
}

/** An address is counted, never kept: a MAC under a key of this server, gone after the hour. */
async function addressHash(installation: Installation, address: string): Promise<Uint8Array> {
  const key = await secretKey(installation, 'address')
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(`carnet address ${address}`)))
}
