import type { Batch } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Structure } from '#domain/structure.ts'
import { parseJson } from './json-text.ts'
import { crossCheck } from './programme-file-checks.ts'
import type { ProgrammeFileFault } from './programme-file-fault.ts'
import { isRecord, readPart, unknownKeys } from './programme-file-part.ts'
import { parts, type FilePart } from './programme-file-shape.ts'

/** What an operator writes to begin a programme. The server gives serials and spares. Format: docs/programme-file.md. */
export type ProgrammeFile = {
  readonly programme: Programme
  /** Units' worth of money set aside for lines that are honoured although no unit is free. */
  readonly contingencyUnits: number
  readonly structures: readonly Structure[]
  readonly batches: readonly Omit<Batch, 'firstSerial' | 'spares'>[]
}

/** Every fault at once, so that an operator corrects the file in one go. */
export function parseProgrammeFile(text: string): Result<ProgrammeFile, readonly ProgrammeFileFault[]> {
  const json = parseJson(text)
  if (!json.ok) {
    const { line, column, reason } = json.error
    return fail([{ place: `line ${line}, column ${column}`, reason }])
  }
  if (!isRecord(json.value)) return fail([{ place: 'the file', reason: 'expected an object: { … }' }])

  const faults = unknownKeys({ entries: parts }, json.value)
  const file: FilePart = {
    programme: readPart(parts.programme, json.value, 'programme', faults),
    contingencyUnits: readPart(parts.contingencyUnits, json.value, 'contingencyUnits', faults),
    structures: readPart(parts.structures, json.value, 'structures', faults),
    batches: readPart(parts.batches, json.value, 'batches', faults),
  }
  faults.push(...crossCheck(file))

  const { programme, contingencyUnits, structures, batches } = file
  if (faults.length > 0 || !programme || contingencyUnits === undefined || !structures || !batches) {
    return fail(faults)
  }
  return ok({
    programme,
    contingencyUnits,
    structures: structures.map((structure) => ({
      ...structure,
      latitude: structure.latitude,
      longitude: structure.longitude,
    })),
    batches,
  })
}
