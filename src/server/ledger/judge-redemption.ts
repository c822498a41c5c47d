import { judgeConformance, type Conformance } from '#domain/conformance.ts'
import type { Batch, PrintedCode } from '#domain/batch.ts'
import { judgeByTime } from '#domain/claimed-time.ts'
import type { Instant } from '#domain/instant.ts'
import { nothingDone, type Clock, type Knowledge, type OwnActs } from '#domain/knowledge.ts'
import { serviceOf, type Programme } from '#domain/programme.ts'
import { decideRedemption, unitsToTake, type Claim } from '#domain/redemption.ts'
import type { Structure } from '#domain/structure.ts'
import { isRefused, verdictTypes, type Verdict, type VerdictType } from '#domain/verdict.ts'
import type { JournalEntry } from '#protocol/journal-entry.ts'
import { headHeldBefore } from '../access/acknowledged-heads.ts'
import type { Device } from '../access/devices.ts'
import type { Queries } from '../database/database.ts'
import type { HeadKnowledge } from '../publishing/knowledge-at-head.ts'
import { actTime } from './act-time.ts'
import { formerNames, ownActsBefore } from './own-acts-before.ts'
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
  { lastCitedHead, recordedAt }: Judging,
): Promise<Conformance> {
  const { entry, code, batch } = redemption
  const acknowledged = await headHeldBefore(queries, device, entry.sequence)
  const known = knowledge.of(code, structure)
  const claim = { programme: device.programme, code, service: redemption.service, units: redemption.units }
  const mayDeliver = mayEverDeliver(known.structure, claim.service)
  const times = { claimed: actTime(entry), recorded: recordedAt, headIssuedAt: knowledge.head?.issuedAt }
  const judgeBy = async (former: readonly string[]): Promise<Conformance> => {
    const own = await ownActsOf(queries, device, structure, knowledge, redemption, recordedAt, former)
    return judgeByTime(times, (at) =>
      judgeConformance({
        shown: shownOf(entry.verdict),
        expected: mayDeliver ? expectedOf(known, batch, own, claim, clockOf(entry, at)) : refusedService,
        citesOlderHead: entry.head < Math.max(lastCitedHead, acknowledged),
        headIsForgotten: entry.head > 0 && !knowledge.head,
        proofHolds: redemption.proof === 'holds',
        unitsArePrice:
          redemption.units === priceOf(known.programme, known.batch ?? batch, redemption.service),
      }),
    )
  }
  const alone = await judgeBy([])
  const former = alone === 'not-conformant' ? await formerNames(queries, device.device) : []
  // Another copy acted under the same names: what is held against it is its own alone.
  return former.length > 0 ? judgeBy(former) : alone
}

/** What the act stands behind in its device's chain, and when it arrived. */
export type Judging = { readonly lastCitedHead: number; readonly recordedAt: Instant }

/** A device that showed that its clock vouches for nothing is judged so, whatever offset it knew. */
export function clockOf(entry: JournalEntry, at: Instant): Clock {
  return { at, verified: entry.clockOffset !== null && entry.verdict !== 'deferred:clock-unverified' }
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

/** What the device itself did before the act, beside what the lists of its head show. */
export async function ownActsOf(
  queries: Queries,
  device: Device,
  structure: Structure,
  knowledge: HeadKnowledge,
  { entry, code }: Pick<EntryContent, 'entry'> & { readonly code: PrintedCode },
  recordedAt: Instant,
  former: readonly string[] = [],
): Promise<OwnActs> {
  // A lost head counted what was announced up to its number.
  const head = knowledge.lost || knowledge.head ? entry.head : 0
  const { programme, device: id } = device
  // Dated after its arrival, it was done after all that arrived before it.
  const claimed = actTime(entry)
  const at = claimed > recordedAt ? recordedAt - 1 : claimed
  const act = { programme, device: id, sequence: entry.sequence, code, head, at, former }
  return ownActsBefore(queries, act, (other) => knowledge.of(other, structure).pass?.state)
}
