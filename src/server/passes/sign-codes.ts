import { codesPerPass, serialOf, type Batch, type PrintedCode } from '#domain/batch.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { importPrivateKey } from '#protocol/keys.ts'
import { signPassCode } from '#protocol/pass-code.ts'
import { makePassNumber, tagOf, type PassNumber } from '#protocol/pass-number.ts'
import { currentNumberKey, secretKey } from '../access/secrets.ts'
import type { Installation } from '../installation.ts'

/** All that is printed for one code. */
export type SignedCode = PrintedCode & {
  readonly digits: string
  readonly number: PassNumber
  readonly serial: number
}

/** Codes of passes `from`…`to`, in the order in which they are printed. `key-destroyed`: the batch was delivered. */
export async function signCodes(
  installation: Installation,
  programme: number,
  batch: Batch,
  range: { readonly from: number; readonly to: number },
): Promise<Result<readonly SignedCode[], 'key-destroyed'>> {
  const [row] = await installation.database.query<{ key_id: Uint8Array; private_key: Uint8Array | null }>(
    'SELECT key_id, private_key FROM batches WHERE programme = $1 AND batch = $2',
    [programme, batch.number],
  )
  if (!row?.private_key) return fail('key-destroyed')
  const privateKey = await importPrivateKey(row.private_key)
  const numberKey = await currentNumberKey(installation)
  const tagKey = await secretKey(installation, 'tag')
  const codes: SignedCode[] = []
  for (let pass = range.from; pass <= range.to; pass++) {
    for (let cheque = 0; cheque < codesPerPass(batch); cheque++) {
      const code = { batch: batch.number, pass, cheque }
      const serial = serialOf(batch, code)
      const digits = await signPassCode({ programme, ...code }, row.key_id, privateKey)
      const number = await makePassNumber(serial, await tagOf(serial, tagKey), numberKey)
      codes.push({ ...code, digits, number, serial })
    }
  }
  return ok(codes)
}
