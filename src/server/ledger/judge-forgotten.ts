import type { Batch, PrintedCode } from '#domain/batch.ts'
import { judgeByTime } from '#domain/claimed-time.ts'
import { judgeWithoutHead, type Conformance } from '#domain/conformance.ts'
import type { Knowledge, OwnActs } from '#domain/knowledge.ts'
import type { Programme } from '#domain/programme.ts'
import { decideRedemption } from '#domain/redemption.ts'
import type { Structure } from '#domain/structure.ts'
import type { Verdict } from '#domain/verdict.ts'
import type { Device } from '../access/devices.ts'
import type { Queries } from '../database/database.ts'
import type { HeadKnowledge, LostHead } from '../publishing/knowledge-at-head.ts'
import { actTime } from './act-time.ts'
import { clockOf, mayEverDeliver, ownActsOf, priceOf, shownOf, type Judging } from './judge-redemption.ts'
import type { EntryContent } from './read-entry.ts'

/**
 * Judges an act whose head this server lost, on the head before it: what the paper and the records say, without the
 * device's limits and without the age of a head that nobody can tell. A number that we cannot have given out frees
 * from no rule: such an act is at own risk at best.
 */
export async function judgeForgotten(
  queries: Queries,
  device: Device,
  structure: Structure,
  knowledge: HeadKnowledge & { readonly lost: LostHead },
  redemption: EntryContent & { readonly code: PrintedCode; readonly batch: Batch },
  { lastCitedHead, recordedAt }: Judging,
): Promise<Conformance> {
  const { entry, code, batch, service } = redemption
  const before = knowledge.of(code, structure)
  const places = [before.structure, structure].filter((place) => mayEverDeliver(place, service))
  if (places.length === 0) return 'not-conformant'
  const own = await ownActsOf(queries, device, structure, knowledge, redemption, recordedAt)
  const claim = { programme: device.programme, code, service, units: redemption.units }
  // Which head came before a lost one, and when, tells nothing of the act.
  const times = { claimed: actTime(entry), recorded: recordedAt, headIssuedAt: undefined }
  const conformance = judgeByTime(times, (at) => {
    const clock = clockOf(entry, at)
    const issuedAt = signedBy(knowledge.lost, at)
    const verdicts = places.map((place) =>
      decideRedemption(atBest(before, place, batch, issuedAt), ownAtBest(own), claim, clock),
    )
    return judgeWithoutHead({
      shown: shownOf(entry.verdict),
      expected: verdicts.find(({ type }) => type === 'accepted') ?? verdicts[0] ?? unknown,
      citesOlderHead: entry.head < lastCitedHead,
      proofHolds: redemption.proof === 'holds',
      unitsArePrice: redemption.units === priceOf(before.programme, batch, service),
    })
  })
  return knowledge.lost.before === undefined && conformance === 'conformant' ? 'at-own-risk' : conformance
}

/** The lost lists at their best for the venue: the pass active and whole, unless the one before closed it. */
function atBest(before: Knowledge, structure: Structure, batch: Batch, issuedAt: number): Knowledge {
  const known = before.pass?.state
  const state = known === 'closed' || known === 'suspended' ? known : 'active'
  return {
    programme: withoutLimits(before.programme),
    structure,
    head: { number: before.head?.number ?? 0, issuedAt },
    batch: before.batch ?? batch,
    pass: { state, used: 0, cheques: new Set() },
  }
}

/** As young as it can have been. */
function signedBy({ before }: LostHead, at: number): number {
  return before === undefined ? at : Math.min(at, before)
}

function withoutLimits(programme: Programme): Programme {
  const none = {
    unitsPerPass: Infinity,
    unitsPerDevice: Infinity,
    centsPerDevice: Infinity,
    inStockPasses: Infinity,
  }
  return { ...programme, rules: { ...programme.rules, ...none } }
}

/** Of the device's own acts only the cheques that it used itself still say something. */
function ownAtBest(own: OwnActs): OwnActs {
  const uses = own.uses.map((use) => ({ ...use, inList: true }))
  return { ...own, word: undefined, uses, unitsSinceExchange: 0, inStockPasses: 0 }
}

const unknown: Verdict = { type: 'deferred:unknown-batch', remaining: undefined, note: 'none' }
