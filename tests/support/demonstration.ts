import type { ProgrammeFile } from '#server/directory/programme-file.ts'
import { doorStructure } from '#server/demonstration/doors.ts'
import { programmeFile } from './server.ts'

/** The programme of the tests as a demonstration: its desk is the invented place, and its last pass is at the printer's. */
export function demonstrationFile(): ProgrammeFile {
  const file = programmeFile()
  const [desk, ...venues] = file.structures
  if (!desk) throw new Error('no desk')
  return {
    ...file,
    programme: { ...file.programme, demonstration: true },
    structures: [{ ...desk, id: doorStructure }, ...venues],
    batches: file.batches.map((batch) => ({
      ...batch,
      deliveries: batch.opened ? [{ structure: doorStructure, from: 0, to: 48 }] : [],
    })),
  }
}
