import { printedPasses } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import { mostCodesAtOnce, type CodesAnswer } from '#protocol/manage/batches.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { listManagedBatches } from './managed-batches.ts'
import { signCodes } from './sign-codes.ts'

/** Signs the codes of some passes for a sheet of paper, spares included. Who had them signed stays written. */
export async function codesToPrint(
  installation: Installation,
  programme: Programme,
  number: number,
  range: { readonly from: number; readonly count: number },
  by: ChangedBy,
): Promise<CodesAnswer> {
  const { database, address } = installation
  const batch = await findBatch(database, programme.number, number)
  const managed = (await listManagedBatches(database, programme)).find((each) => each.batch === number)
  if (!batch || !managed) return { type: 'refused', reason: 'unknown-batch' }
  if (range.from >= printedPasses(batch)) return { type: 'refused', reason: 'outside-batch' }
  const count = Math.min(range.count, mostCodesAtOnce, printedPasses(batch) - range.from)
  const to = range.from + count - 1
  const signed = await signCodes(installation, programme.number, batch, { from: range.from, to })
  if (!signed.ok) return { type: 'refused', reason: signed.error }
  const after = JSON.stringify({ from: range.from, to })
  const change = { act: 'sign-codes', subject: `batch/${number}`, before: '', after }
  await writeAudit(database, installation, programme.number, by, change)
  const codes = signed.value.map(({ pass, cheque, digits, number: passNumber, serial }) => ({
    ...{ pass, cheque, digits, serial },
    number: passNumber,
  }))
  return { type: 'codes', address, batch: managed, codes }
}
