import { isAnnouncedTo, lastUseOf, type Batch } from '#domain/batch.ts'
import { stateOfPass, type PassState } from '#domain/pass.ts'
import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Sample, SamplesResponse } from '#protocol/demonstration.ts'
import { passCodeText } from '#protocol/pass-code.ts'
import { findBatch, listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { signCodes } from '../passes/sign-codes.ts'
import { doorStructure } from './doors.ts'

/**
 * Signs and keeps every code of passes `from`…`to` of a batch, to be shown to whoever tries the demonstration. It must
 * run before the last delivery, which destroys the batch's key. The number of codes kept; again, it changes nothing.
 */
export async function signSamples(
  installation: Installation,
  programme: number,
  number: number,
  range: { readonly from: number; readonly to: number },
): Promise<Result<number, 'unknown-batch' | 'key-destroyed'>> {
  const batch = await findBatch(installation.database, programme, number)
  if (!batch) return fail('unknown-batch')
  const signed = await signCodes(installation, programme, batch, range)
  if (!signed.ok) return signed
  await installation.database.transaction(async (queries) => {
    for (const { pass, cheque, digits, number: passNumber } of signed.value) {
      await queries.query('INSERT INTO samples VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [
        programme,
        number,
        pass,
        cheque,
        digits,
        passNumber,
      ])
    }
  })
  return ok(signed.value.length)
}

/** The sample codes of a programme in the order of their passes, with what each pass is now. */
export async function listSamples(
  { database, address }: Installation,
  programme: Programme,
): Promise<SamplesResponse> {
  const batches = await listBatches(database, programme.number)
  const rows = await database.query<SampleRow>(
    `SELECT s.batch, s.pass, s.cheque, s.digits, s.number, p.state, p.used, p.cheques FROM samples s
     LEFT JOIN passes p ON p.programme = s.programme AND p.batch = s.batch AND p.pass = s.pass
     WHERE s.programme = $1 ORDER BY s.batch, s.pass, s.cheque`,
    [programme.number],
  )
  return {
    programme: programme.name,
    telephone: programme.telephone,
    samples: rows.flatMap((row) => {
      const batch = batches.find(({ number }) => number === row.batch)
      return batch ? [sampleOf(row, batch, address)] : []
    }),
  }
}

type SampleRow = {
  readonly batch: number
  readonly pass: number
  readonly cheque: number
  readonly digits: string
  readonly number: string
  readonly state: PassState | null
  readonly used: number | null
  readonly cheques: readonly number[] | null
}

function sampleOf(row: SampleRow, batch: Batch, address: string): Sample {
  return {
    batch: row.batch,
    pass: row.pass,
    cheque: row.cheque,
    format: batch.format,
    units: batch.units,
    state: stateOfPass(batch, row.pass, row.state),
    opened: batch.opened,
    here: isAnnouncedTo(batch, row.pass, doorStructure),
    remaining: Math.max(0, batch.units - (row.used ?? 0)),
    usedCheques: [...(row.cheques ?? [])],
    lastDay: lastUseOf(batch),
    text: passCodeText(address, row.digits),
    number: row.number,
  }
}
