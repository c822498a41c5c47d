import type { Programme } from '#domain/programme.ts'
import { listStructures } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { issueLink } from './enrolment-codes.ts'

/** A link that enrols a browser as the manager's of a programme. A manager's device hangs on a structure like any other. */
export async function managerLink(installation: Installation, programme: Programme): Promise<string> {
  const structures = await listStructures(installation.database)
  const structure = structures.find(({ distributor }) => distributor) ?? structures[0]
  if (!structure) throw new Error('a programme without any structure has no manager')
  const wanted = { programme: programme.number, structure: structure.id, role: 'manager' } as const
  return (await issueLink(installation, wanted, 'printed')).link
}
