import { contestFault } from '#domain/casework.ts'
import type { PassKey } from '#domain/family.ts'
import type { PassUse, PassUsesRequest, PassUsesResponse } from '#protocol/pass-uses.ts'
import type { Device } from '../access/devices.ts'
import type { Queries } from '../database/database.ts'
import { listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { familyOfPass } from '../ledger/families.ts'
import { provenPass } from '../ledger/read-entry.ts'
import { provenByHandover } from '../ledger/referred-acts.ts'
import { linesOfEntries } from '../settlement/line-of-entry.ts'
import { asksTooMuch, countFailure } from './number-failures.ts'

/**
 * What was taken of a pass, for the desk before which its holder stands: only with a proof of the pass, only to a device
 * that may still act. A desk that types twenty numbers that lead nowhere in an hour is answered `later`.
 */
export async function readPassUses(
  installation: Installation,
  device: Device,
  request: PassUsesRequest,
): Promise<PassUsesResponse> {
  const { database, now } = installation
  if (device.revoked) return { type: 'refused', reason: 'revoked' }
  const asking = `device ${device.device}`
  if (await asksTooMuch(installation, asking)) return { type: 'refused', reason: 'later' }
  const batches = await listBatches(database, device.programme)
  const told = await provenPass(installation, { programme: device.programme, batches }, request)
  const { code, proof } = await provenByHandover(
    database,
    { programme: { number: device.programme }, device },
    told,
  )
  if (!code || proof !== 'holds') {
    if ('typed' in request.proof) await countFailure(installation, asking)
    return { type: 'refused', reason: 'unknown-pass' }
  }
  return { type: 'uses', lines: [...(await usesOf(database, device.programme, code))], knownAt: now() }
}

/** The redemptions of its family that somebody's own undo did not take back. */
async function usesOf(queries: Queries, programme: number, pass: PassKey): Promise<readonly PassUse[]> {
  const { members } = await familyOfPass(queries, programme, pass)
  const rows = await queries.query<Omit<PassUse, 'standing'>>(
    `SELECT e.entry, e.claimed_at AS at, e.service, e.units FROM entries e
     JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON e.batch = p.batch AND e.pass = p.pass
     WHERE e.programme = $1 AND e.kind = 'redemption' ORDER BY e.claimed_at DESC, e.entry DESC LIMIT 200`,
    [programme, members.map(({ batch }) => batch), members.map(({ pass: index }) => index)],
  )
  const lines = await linesOfEntries(
    queries,
    programme,
    rows.map(({ entry }) => entry),
  )
  return rows.flatMap((row) => {
    const line = lines.get(row.entry)
    if (!line || line.type === 'voided') return []
    const standing = line.contested ? 'contested' : contestFault(line) ? 'decided' : 'counts'
    return [{ ...row, at: Math.max(0, row.at), standing }]
  })
}
