import type { PullRequest, PullResponse } from '#protocol/pull.ts'
import { oldestPulledVersion, protocolVersion } from '#protocol/version.ts'
import { backedUpThrough } from '../backup/backed-up.ts'
import type { Installation } from '../installation.ts'
import type { Queries } from '../database/database.ts'
import { formerOutcomes } from '../ledger/former-outcomes.ts'
import { missingActs } from '../ledger/missing-acts.ts'
import { takeNotices } from '../ledger/outcomes.ts'
import { readEpoch } from '../publishing/epoch.ts'
import { acknowledgeHead } from './acknowledged-heads.ts'
import type { Device } from './devices.ts'
import { noticeLoss } from './acknowledgements.ts'

/** A device says how it is and learns what became of its acts. */
export async function answerPull(
  installation: Installation,
  device: Device,
  request: PullRequest,
): Promise<PullResponse> {
  const { database, now } = installation
  if (request.acknowledged) await noticeLoss(installation, device, request.acknowledged)
  const taken = await database.transaction(async (queries) => {
    const [row] = await queries.query<{ last_sequence: number; last_hash: Uint8Array }>(
      `UPDATE devices SET last_contact = $2, unsent = $3, head = greatest(head, $4), app = $5 WHERE device = $1
       RETURNING last_sequence, last_hash`,
      [device.device, now(), bounded(request.unsent), bounded(request.head), request.app],
    )
    if (!row) throw new Error(`device ${device.device} vanished`)
    await keepHead(queries, device, request)
    const notices = await takeNotices(queries, device, request.stored)
    const asked = request.former ?? []
    const former = await formerOutcomes(queries, device, asked)
    return { row, notices, former, missing: await missingActs(queries, device.programme, asked) }
  })
  return {
    protocol: protocolVersion,
    serverTime: now(),
    epoch: await readEpoch(installation),
    outcomes: [...taken.notices.outcomes, ...taken.former],
    more: taken.notices.more,
    ...(taken.missing.length > 0 && { missing: [...taken.missing] }),
    chain: { sequence: taken.row.last_sequence, hash: new Uint8Array(taken.row.last_hash) },
    backedUpThrough: await backedUpThrough(installation, device.device),
    status: statusOf(device, request),
  }
}

/** An older app does not say where its chain ended: then only what its entries cite is known of it. */
async function keepHead(queries: Queries, device: Device, request: PullRequest): Promise<void> {
  const { head, chainEnd } = request
  if (chainEnd === undefined || head !== bounded(head) || chainEnd !== bounded(chainEnd)) return
  await acknowledgeHead(queries, { ...device, head, afterSequence: chainEnd })
}

/** What a device says of itself is shown, not believed: the column's largest number at most. */
function bounded(count: number): number {
  return Math.min(count, 2 ** 31 - 1)
}

function statusOf(device: Device, request: PullRequest): PullResponse['status'] {
  if (device.revoked) return 'revoked'
  return request.protocol < oldestPulledVersion ? 'update-first' : 'active'
}
