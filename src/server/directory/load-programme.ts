import { fundContingency } from '#domain/ledger.ts'
import type { Batch } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import type { Installation } from '../installation.ts'
import { writeTransfers } from '../ledger/transfers.ts'
import { deliverPasses, makeBatch, openBatch } from '../passes/batches.ts'
import { makeHeadKey } from '../publishing/head-key.ts'
import { findProgramme } from './programmes.ts'
import type { ProgrammeFile } from './programme-file.ts'

/**
 * Creates a programme from its file: structures, contingency, orders, batches with their keys, openings, deliveries.
 * Answers false when the installation already has it: from then on, changes are acts of its manager.
 * `beforeDelivery` runs while each batch's key still exists.
 */
export async function loadProgramme(
  installation: Installation,
  file: ProgrammeFile,
  beforeDelivery: (batch: number) => Promise<void> = async () => {},
): Promise<boolean> {
  const { programme } = file
  if (await findProgramme(installation.database, programme.number)) return false
  for (const batch of file.batches) await makeBatch(installation, programme, batch)
  for (const batch of file.batches.filter(({ opened }) => opened)) {
    await openBatch(installation, programme, batch.number)
    await beforeDelivery(batch.number)
    await deliverAll(installation, programme, batch)
  }
  await makeHeadKey(installation, programme.number)
  await storeProgramme(installation, file)
  return true
}

async function deliverAll(
  installation: Installation,
  programme: Programme,
  batch: Pick<Batch, 'number' | 'deliveries'>,
): Promise<void> {
  for (const delivery of batch.deliveries) {
    const delivered = await deliverPasses(installation, programme.number, batch.number, delivery)
    if (!delivered.ok && delivered.error !== 'already-delivered')
      throw new Error(`batch ${batch.number} was not delivered: ${delivered.error}`)
  }
}

/** Last of all, so that an interrupted first start is continued and not taken for a loaded programme. */
async function storeProgramme(installation: Installation, file: ProgrammeFile): Promise<void> {
  const { programme, structures, contingencyUnits } = file
  const at = installation.now()
  await installation.database.transaction(async (queries) => {
    for (const structure of structures) {
      await queries.query('INSERT INTO structures VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        structure.id,
        JSON.stringify(structure),
      ])
    }
    const cause = { id: 'contingency', number: 1, at }
    await writeTransfers(
      queries,
      programme.number,
      cause,
      fundContingency(contingencyUnits, programme.funders),
    )
    await queries.query('INSERT INTO programmes VALUES ($1, $2, $3, $4)', [
      programme.number,
      JSON.stringify(programme),
      contingencyUnits,
      at,
    ])
  })
}
