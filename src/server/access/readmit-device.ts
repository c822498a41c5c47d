import { noPrevious } from '#protocol/journal-entry.ts'
import type { ReadmissionResponse } from '#protocol/readmission.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit } from '../directory/audit-trail.ts'
import type { Installation } from '../installation.ts'
import { noticeLostDevice } from './acknowledgements.ts'
import type { Ticket } from './enrolment-ticket.ts'

/**
 * Writes down again a device that this server made and lost. It is a loss like each other: a new epoch is drawn unless
 * one was since. What the device did comes back by its own journal, and is judged as what was lost.
 */
export async function readmitDevice(
  installation: Installation,
  ticket: Ticket,
  app: string,
): Promise<ReadmissionResponse> {
  const { database, now } = installation
  return database.transaction(async (queries) => {
    if (!(await placeIsKnown(queries, ticket))) return { type: 'refused', reason: 'unknown-place' }
    const made = await queries.query(
      `INSERT INTO devices (device, programme, structure, role, name, public_key, enrolled_at, last_hash, last_contact, app, previous)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING device`,
      [
        ticket.device,
        ticket.programme,
        ticket.structure,
        ticket.role,
        ticket.name,
        ticket.publicKey,
        ticket.enrolledAt,
        noPrevious,
        now(),
        app,
        ticket.previous,
      ],
    )
    if (made.length > 0) {
      await noticeLostDevice(queries, installation, ticket)
      const change = {
        act: 'readmit-device',
        subject: `device/${ticket.device}`,
        before: '',
        after: ticket.structure,
      }
      await writeAudit(queries, installation, ticket.programme, { device: ticket.device, why: '' }, change)
    }
    return { type: 'admitted', serverTime: now() }
  })
}

async function placeIsKnown(queries: Queries, { programme, structure }: Ticket): Promise<boolean> {
  const found = await queries.query(
    'SELECT 1 FROM programmes p JOIN structures s ON s.structure = $2 WHERE p.programme = $1',
    [programme, structure],
  )
  return found.length > 0
}
