import { DAY } from '#domain/instant.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import type { ProgrammeFile } from '#server/directory/programme-file.ts'
import { programmeFile, programmeNumber } from '#tests/support/server.ts'

export const programme = programmeNumber

/** Small passes, so that a short run uses them up: cards of three units, booklets of two cheques, a batch not opened yet. */
export function exampleProgramme(): ProgrammeFile {
  const file = programmeFile()
  const small = {
    passes: passesPerBatch,
    deliveries: [{ structure: 'desk', from: 0, to: passesPerBatch - 1 }],
  }
  const [cards, booklets, closed] = file.batches
  if (!cards || !booklets || !closed) throw new Error('an example without its three batches')
  return {
    ...file,
    programme: {
      ...file.programme,
      rules: { ...defaultOfflineRules, unitsPerDevice: 5, inStockPasses: 2, defersAfter: 4 * DAY },
    },
    contingencyUnits: 60,
    batches: [
      { ...cards, units: 3, ...small },
      { ...booklets, units: 2, ...small },
      { ...closed, units: 2, passes: passesPerBatch },
    ],
  }
}

export const passesPerBatch = 2
export const lateBatch = 3
