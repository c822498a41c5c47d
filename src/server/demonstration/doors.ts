import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { DoorRequest, DoorResponse } from '#protocol/demonstration.ts'
import { issueLink } from '../access/enrolment-codes.ts'
import { findStructure, listProgrammes } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { readInstallation } from '../publishing/epoch.ts'

/** An invented place that hands passes out and accepts them: one tablet there shows both sides. */
export const doorStructure = 'maison-des-jeunes-inventee'

/** A link that enrols whoever opens a door of the demonstration. Anywhere else there is no door. */
export async function openDoor(
  installation: Installation,
  { door }: DoorRequest,
): Promise<Result<DoorResponse, 'no-demonstration'>> {
  const programme = await findDemonstration(installation)
  if (!programme || !(await findStructure(installation.database, doorStructure))) {
    return fail('no-demonstration')
  }
  const wanted = { programme: programme.number, structure: doorStructure, role: door }
  return ok(await issueLink(installation, wanted, 'shown'))
}

/** The invented programme of an installation that was created as a demonstration, and of no other. */
export async function findDemonstration(installation: Installation): Promise<Programme | undefined> {
  const { demonstration } = await readInstallation(installation)
  if (!demonstration) return undefined
  return (await listProgrammes(installation.database)).find((programme) => programme.demonstration)
}
