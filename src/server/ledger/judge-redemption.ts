import { judgeConformance, type Conformance } from '#domain/conformance.ts'
import type { PrintedCode } from '#domain/batch.ts'
import type { Knowledge, OwnActs, OwnUse } from '#domain/knowledge.ts'
import { serviceOf } from '#domain/programme.ts'
import { decideRedemption, unitsToTake } from '#domain/redemption.ts'
import type { Structure } from '#domain/structure.ts'
import { verdictTypes, type VerdictType } from '#domain/verdict.ts'
import { claimedAt } from '#protocol/journal-entry.ts'
import type { Device } from '../access/devices.ts'
import type { Queries } from '../database/database.ts'
import type { HeadKnowledge } from '../publishing/knowledge-at-head.ts'
import type { EntryContent } from './read-entry.ts'

/**
 * Did the device keep the offline rules? The rules are run again on the head that the entry cites and on the
 * device's own chain before it: what it could know, not what we know now.
 */
export async function judgeRedemption(
  queries: Queries,
  device: Device,
  structure: Structure,
  knowledge: HeadKnowledge,
  redemption: EntryContent & { readonly code: PrintedCode },
  lastCitedHead: number,
): Promise<Conformance> {
  const { entry, code } = redemption
  const known = knowledge.of(code, structure)
  const own = await ownActsBefore(queries, device, redemption, knowledge, structure)
  const claim = { programme: device.programme, code, service: redemption.service, units: redemption.units }
  const clock = { at: claimedAt(entry), verified: entry.clockOffset !== null }
  return judgeConformance({
    shown: shownOf(entry.verdict),
    expected: decideRedemption(known, own, claim, clock),
    citesOlderHead: entry.head < lastCitedHead,
    proofHolds: redemption.proof === 'holds',
    unitsArePrice: redemption.units === (priceOf(known, redemption.service) ?? redemption.units),
  })
}

/** What the service costs on this pass, by the records of the cited head. */
function priceOf({ programme, batch }: Knowledge, service: string): number | undefined {
  const price = serviceOf(programme, service)?.cheques
  return batch && price !== undefined ? unitsToTake(batch.format, price) : undefined
}

/** A verdict that we do not know was not a yes of these rules. */
function shownOf(verdict: string | null): VerdictType {
  return verdictTypes.find((type) => type === verdict) ?? 'refused:not-active'
}

async function ownActsBefore(
  queries: Queries,
  device: Device,
  redemption: EntryContent & { readonly code: PrintedCode },
  knowledge: HeadKnowledge,
  structure: Structure,
): Promise<OwnActs> {
  const cited = knowledge.head?.number ?? 0
  const rows = await queries.query<OwnRow>(ownActsSql, [
    device.programme,
    device.device,
    redemption.entry.sequence,
    cited,
    claimedAt(redemption.entry),
  ])
  const { batch, pass } = redemption.code
  const undone = new Set(rows.filter((row) => row.kind === 'handover-undo').map((row) => row.target))
  const handover = rows.find(
    (row) => row.kind === 'handover' && row.batch === batch && row.pass === pass && !undone.has(row.entry),
  )
  const redemptions = rows.filter((row) => row.kind === 'redemption')
  const voids = new Map(rows.filter((row) => row.kind === 'void').map((row) => [row.target, row]))
  return {
    uses: redemptions
      .filter((row) => row.batch === batch && row.pass === pass)
      .map((row) => useOf(row, voids)),
    handedOver: handover && { at: handover.claimed_at },
    unitsSinceExchange: sum(
      redemptions.filter((row) => row.unsent && !voids.has(row.entry)).map((row) => row.units),
    ),
    inStockPasses: countInStock(
      redemptions.filter((row) => !row.in_list && !voids.has(row.entry)),
      knowledge,
      structure,
    ),
  }
}

type OwnRow = {
  readonly entry: string
  readonly kind: string
  readonly batch: number | null
  readonly pass: number | null
  readonly cheque: number
  readonly units: number
  readonly service: string
  readonly target: string | null
  readonly claimed_at: number
  readonly in_list: boolean
  readonly unsent: boolean
}

/** `unsent`: not yet on the server when the act that is judged was done. `in_list`: counted in the cited head's lists. */
const ownActsSql = `
  SELECT e.entry, e.kind, e.batch, e.pass, e.cheque, e.units, e.service, e.target, e.claimed_at,
    EXISTS (SELECT 1 FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry AND o.first_head <= $4) AS in_list,
    e.recorded_at > $5 AS unsent
  FROM entries e
  WHERE e.programme = $1 AND e.device = $2 AND e.sequence < $3
    AND e.kind IN ('redemption', 'void', 'handover', 'handover-undo')`

function useOf(row: OwnRow, voids: ReadonlyMap<string | null, OwnRow>): OwnUse {
  const undone = voids.get(row.entry)
  return {
    units: row.units,
    cheque: row.cheque,
    service: row.service,
    at: row.claimed_at,
    inList: row.in_list,
    voided: undone ? (undone.in_list ? 'in-list' : 'not-in-list') : 'no',
  }
}

function countInStock(
  redemptions: readonly OwnRow[],
  knowledge: HeadKnowledge,
  structure: Structure,
): number {
  const passes = new Set<string>()
  for (const { batch, pass, cheque } of redemptions) {
    if (batch === null || pass === null) continue
    if (knowledge.of({ batch, pass, cheque }, structure).pass?.state === 'in-stock')
      passes.add(`${batch}/${pass}`)
  }
  return passes.size
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
