import { judgeConformance, type Conformance } from '#domain/conformance.ts'
import type { Batch, PrintedCode } from '#domain/batch.ts'
import { nothingDone, type Clock, type Knowledge, type OwnActs, type OwnUse } from '#domain/knowledge.ts'
import { serviceOf, type Programme } from '#domain/programme.ts'
import { decideRedemption, unitsToTake, type Claim } from '#domain/redemption.ts'
import type { Structure } from '#domain/structure.ts'
import { isRefused, verdictTypes, type Verdict, type VerdictType } from '#domain/verdict.ts'
import { headHeldBefore } from '../access/acknowledged-heads.ts'
import type { Device } from '../access/devices.ts'
import type { Queries } from '../database/database.ts'
import type { HeadKnowledge } from '../publishing/knowledge-at-head.ts'
import { actTime } from './act-time.ts'
import type { EntryContent } from './read-entry.ts'

/**
 * Did the device keep the offline rules? The rules are run again on the head that the entry cites and on the
 * device's own chain before it: what it could know, not what we know now. `batch` is the code's own record: where the
 * cited head has none, what can be read from the paper still holds.
 */
export async function judgeRedemption(
  queries: Queries,
  device: Device,
  structure: Structure,
  knowledge: HeadKnowledge,
  redemption: EntryContent & { readonly code: PrintedCode; readonly batch: Batch },
  lastCitedHead: number,
): Promise<Conformance> {
  const { entry, code, batch } = redemption
  const acknowledged = await headHeldBefore(queries, device, entry.sequence)
  const rows = await rowsBefore(queries, device, redemption, knowledge)
  const known = withOwnWord(knowledge.of(code, structure), code, rows)
  const own = ownActsOf(rows, redemption, knowledge, structure)
  const claim = { programme: device.programme, code, service: redemption.service, units: redemption.units }
  const clock = { at: actTime(entry), verified: entry.clockOffset !== null }
  return judgeConformance({
    shown: shownOf(entry.verdict),
    expected: mayEverDeliver(known.structure, claim.service)
      ? expectedOf(known, batch, own, claim, clock)
      : refusedService,
    citesOlderHead: entry.head < Math.max(lastCitedHead, acknowledged),
    headIsForgotten: entry.head > 0 && !knowledge.head,
    proofHolds: redemption.proof === 'holds',
    unitsArePrice: redemption.units === priceOf(known.programme, known.batch ?? batch, redemption.service),
  })
}

/** A device that does not know the batch cannot say, unless no pass of it may be taken so: a cover, a training pass. */
function expectedOf(known: Knowledge, batch: Batch, own: OwnActs, claim: Claim, clock: Clock): Verdict {
  if (known.batch) return decideRedemption(known, own, claim, clock)
  const whole: Knowledge = { ...known, batch, pass: { state: 'active', used: 0, cheques: new Set() } }
  const verdict = decideRedemption(whole, nothingDone, claim, clock)
  return isRefused(verdict.type) ? verdict : unknownBatch
}

/** Not even a clock that nobody vouches for makes a venue of a place that has no such service. */
export function mayEverDeliver(structure: Structure, service: string): boolean {
  return structure.qualifications.some(({ services }) => services.includes(service))
}

const unknownBatch: Verdict = { type: 'deferred:unknown-batch', remaining: undefined, note: 'none' }
const refusedService: Verdict = { type: 'refused:service-not-covered', remaining: undefined, note: 'none' }

/** What the service costs on this pass; undefined when the programme has no such service. */
export function priceOf(programme: Programme, { format }: Batch, service: string): number | undefined {
  const price = serviceOf(programme, service)?.cheques
  return price === undefined ? undefined : unitsToTake(format, price)
}

/** A verdict that we do not know was not a yes of these rules. */
export function shownOf(verdict: string | null): VerdictType {
  return verdictTypes.find((type) => type === verdict) ?? 'refused:not-active'
}

/** What the device itself did before, beside what the lists of its head show of it. */
export async function ownActsBefore(
  queries: Queries,
  device: Device,
  redemption: EntryContent & { readonly code: PrintedCode },
  knowledge: HeadKnowledge,
  structure: Structure,
): Promise<OwnActs> {
  return ownActsOf(await rowsBefore(queries, device, redemption, knowledge), redemption, knowledge, structure)
}

/** What the device itself did before, while the lists of its head did not show it yet. */
async function rowsBefore(
  queries: Queries,
  device: Device,
  { entry }: EntryContent,
  knowledge: HeadKnowledge,
): Promise<readonly OwnRow[]> {
  return queries.query<OwnRow>(ownActsSql, [
    device.programme,
    device.device,
    entry.sequence,
    knowledge.head?.number ?? 0,
    actTime(entry),
  ])
}

/** A pass that this device blocked or replaced itself is so here at once, whatever its list says. */
function withOwnWord(known: Knowledge, code: PrintedCode, rows: readonly OwnRow[]): Knowledge {
  if (!known.pass) return known
  const said = rows.filter((row) => !row.in_list && row.conformance === 'conformant')
  const blocks = said.filter((row) => isBlock(row) && isSamePass(row, code))
  const replaced = said.some((row) => row.old_batch === code.batch && row.old_pass === code.pass)
  const last = blocks.reduce<OwnRow | undefined>(
    (latest, row) => (latest && latest.claimed_at > row.claimed_at ? latest : row),
    undefined,
  )
  if (replaced) return { ...known, pass: { ...known.pass, state: 'closed' } }
  if (last?.kind === 'block') return { ...known, pass: { ...known.pass, state: 'suspended' } }
  const unblocked = last?.kind === 'unblock' && known.pass.state === 'suspended'
  return unblocked ? { ...known, pass: { ...known.pass, state: 'active' } } : known
}

function isBlock({ kind }: OwnRow): boolean {
  return kind === 'block' || kind === 'unblock'
}

function isSamePass(row: OwnRow, { batch, pass }: PrintedCode): boolean {
  return row.batch === batch && row.pass === pass
}

function ownActsOf(
  rows: readonly OwnRow[],
  redemption: EntryContent & { readonly code: PrintedCode },
  knowledge: HeadKnowledge,
  structure: Structure,
): OwnActs {
  const undone = new Set(rows.filter((row) => row.kind === 'handover-undo').map((row) => row.target))
  const handover = rows.find(
    (row) => row.kind === 'handover' && isSamePass(row, redemption.code) && !undone.has(row.entry),
  )
  const redemptions = rows.filter((row) => row.kind === 'redemption')
  const voids = new Map(rows.filter((row) => row.kind === 'void').map((row) => [row.target, row]))
  return {
    uses: redemptions.filter((row) => isSamePass(row, redemption.code)).map((row) => useOf(row, voids)),
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
  readonly conformance: Conformance | null
  readonly old_batch: number | null
  readonly old_pass: number | null
  readonly in_list: boolean
  readonly unsent: boolean
}

/**
 * `unsent`: not yet on the server when the act that is judged was done; what the server had and lost was sent.
 * `in_list`: counted in the cited head's lists.
 */
const ownActsSql = `
  SELECT e.entry, e.kind, e.batch, e.pass, e.cheque, e.units, e.service, e.target, e.claimed_at,
    e.conformance, r.old_batch, r.old_pass,
    EXISTS (SELECT 1 FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry AND o.first_head <= $4) AS in_list,
    e.recorded_at > $5 AND e.sequence > (SELECT forgotten_through FROM devices WHERE device = $2) AS unsent
  FROM entries e
  LEFT JOIN replacements r ON r.programme = e.programme AND r.id = e.entry
  WHERE e.programme = $1 AND e.device = $2 AND e.sequence < $3 AND e.held = ''
    AND e.kind IN ('redemption', 'void', 'handover', 'handover-undo', 'block', 'unblock', 'replacement')`

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
