import type { Queries } from '../database/database.ts'
import { newUuid, type Installation } from '../installation.ts'

/** The person behind a change, known by the device that signed the request, and what they said of it. */
export type ChangedBy = { readonly device: string; readonly why: string }

export type Change = {
  readonly act: string
  readonly subject: string
  readonly before: string
  readonly after: string
}

/** Appended in the transaction of the change itself: no change without its line, no line without its change. */
export async function writeAudit(
  queries: Queries,
  installation: Installation,
  programme: number,
  by: ChangedBy,
  { act, subject, before, after }: Change,
): Promise<void> {
  await queries.query('INSERT INTO audit_trail VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    programme,
    newUuid(installation),
    installation.now(),
    by.device,
    act,
    subject,
    before,
    after,
    by.why,
  ])
}
