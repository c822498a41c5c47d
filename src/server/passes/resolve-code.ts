import { codeOfSerial, type Batch, type PrintedCode } from '#domain/batch.ts'
import { tokenOfProof, verifyPassCode } from '#protocol/pass-code.ts'
import { importHmacKey, readPassNumber, tagOf, type PassNumber } from '#protocol/pass-number.ts'
import { publicKeyOf } from '../access/public-keys.ts'
import { numberKeys, secretKey } from '../access/secrets.ts'
import type { Installation } from '../installation.ts'

/** The code that carries a pass number, and whether its tag, which only the server can make, is right. */
export async function resolveNumber(
  installation: Installation,
  batches: readonly Batch[],
  number: PassNumber,
): Promise<{ readonly code: PrintedCode; readonly tagHolds: boolean } | undefined> {
  for (const bytes of await numberKeys(installation)) {
    const read = await readPassNumber(number, await importHmacKey(bytes))
    if (!read) continue
    for (const batch of batches) {
      const code = codeOfSerial(batch, read.serial)
      if (!code) continue
      const tag = await tagOf(read.serial, await secretKey(installation, 'tag'))
      return { code, tagHolds: tag === read.tag }
    }
  }
  return undefined
}

/** True when the 64 bytes are the batch's own signature over this code. */
export async function scanProofHolds(
  { database }: Installation,
  programme: number,
  code: PrintedCode,
  signature: Uint8Array,
): Promise<boolean> {
  const [row] = await database.query<{ key_id: Uint8Array; public_key: Uint8Array }>(
    'SELECT key_id, public_key FROM batches WHERE programme = $1 AND batch = $2',
    [programme, code.batch],
  )
  if (!row) return false
  const token = tokenOfProof({ programme, ...code }, new Uint8Array(row.key_id), new Uint8Array(signature))
  return verifyPassCode(token, await publicKeyOf(row.public_key))
}
