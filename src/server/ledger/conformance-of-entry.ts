import type { Batch, PrintedCode } from '#domain/batch.ts'
import type { Conformance } from '#domain/conformance.ts'
import { areAlike, isSamePass } from '#domain/family.ts'
import { bodyOf } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { isHandedOver } from './is-handed-over.ts'
import { judgeForgotten } from './judge-forgotten.ts'
import { judgeRedemption } from './judge-redemption.ts'
import type { EntryContent } from './read-entry.ts'
import { decideFamily, type TouchedPass } from './recompute-pass.ts'
import type { RecordContext } from './record-context.ts'
import type { Resolved, Target } from './referred-acts.ts'

/** Does the act count? And why it does not, as a locale key. */
export type Judged = { readonly conformance: Conformance | null; readonly reason: string }

/**
 * A redemption is judged by the offline rules. An undo counts only for an act of the same device, what is said of a
 * pass only with its proof, what gives one only from a distributor; anything else is kept and shown to a person.
 */
export async function judgeEntry(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  resolved: Resolved,
  lastCitedHead: number,
): Promise<Judged> {
  const { kind } = content.entry
  if (kind === 'void') return ownAct(context, resolved.target, 'redemption')
  if (kind === 'handover-undo') return ownAct(context, resolved.target, 'handover')
  if (kind === 'contest') return judgeContest(context, content, resolved.target)
  const batch = batchOf(context, resolved.code)
  if (!resolved.code || !batch) return { conformance: null, reason: '' }
  if (kind === 'block' || kind === 'unblock') return unlessFaulty(proofFault(resolved))
  if (kind === 'handover') {
    return unlessFaulty(proofFault(resolved) ?? placeFault(context, content, resolved.code))
  }
  if (kind === 'replacement') {
    const fault = replacementFault(context, content, resolved, batch)
    const newer = { batch, pass: resolved.code.pass }
    return unlessFaulty(fault ?? (await takenFault(queries, context, content, newer)))
  }
  if (kind !== 'redemption') return { conformance: null, reason: '' }
  const redemption = { ...content, code: resolved.code, batch }
  const { device, structure } = context
  const knowledge = knowledgeOf(context, content)
  const { lost } = knowledge
  const judging = { lastCitedHead, recordedAt: context.at }
  const conformance = lost
    ? await judgeForgotten(queries, device, structure, { ...knowledge, lost }, redemption, judging)
    : await judgeRedemption(queries, device, structure, knowledge, redemption, judging)
  return { conformance, reason: '' }
}

function ownAct(context: RecordContext, target: Target | undefined, kind: string): Judged {
  const own = target?.device === context.device.device && target.kind === kind
  return unlessFaulty(own ? undefined : 'not-its-own-act')
}

/** The person may say it anywhere; a venue only of its own lines. */
function judgeContest(context: RecordContext, { entry }: EntryContent, target: Target | undefined): Judged {
  if (target?.kind !== 'redemption' || !target.code) return unlessFaulty('unknown-act')
  const byVenue = bodyOf(entry, 'contest')?.by === 'venue'
  return unlessFaulty(byVenue && target.structure !== context.structure.id ? 'not-its-own-act' : undefined)
}

function proofFault({ proof }: Pick<Resolved, 'proof'>): string | undefined {
  return proof === 'holds' ? undefined : 'proof-fails'
}

function placeFault(context: RecordContext, content: EntryContent, code: PrintedCode): string | undefined {
  const knowledge = knowledgeOf(context, content)
  const { distributor } = knowledge.of(code, context.structure).structure
  // Where the cited head was lost, what the place is today may be what it said.
  const hands = distributor || (knowledge.lost !== undefined && context.structure.distributor)
  return hands ? undefined : 'not-a-distributor'
}

function replacementFault(
  context: RecordContext,
  content: EntryContent,
  { code, proof, former }: Resolved,
  batch: Batch,
): string | undefined {
  const formerBatch = batchOf(context, former?.code)
  if (!code || !former?.code || !formerBatch) return 'unknown-pass'
  if (!areAlike(batch, formerBatch) || isSamePass(code, former.code)) return 'not-alike'
  return proofFault(former) ?? proofFault({ proof }) ?? placeFault(context, content, code)
}

/** What another person holds cannot be given to this one: their cheques would become one family's. */
async function takenFault(
  queries: Queries,
  { programme }: RecordContext,
  { entry }: EntryContent,
  newer: TouchedPass,
): Promise<string | undefined> {
  const key = { batch: newer.batch.number, pass: newer.pass }
  const { family, acts } = await decideFamily(queries, programme.number, newer)
  const isHeld = family.members.length > 1 && (acts.handedOver || !isSamePass(family.newest, key))
  const isTaken = isHeld || (await isHandedOver(queries, programme.number, key, entry.id))
  return isTaken ? 'already-handed-over' : undefined
}

function unlessFaulty(reason: string | undefined): Judged {
  return reason === undefined
    ? { conformance: 'conformant', reason: '' }
    : { conformance: 'not-conformant', reason }
}

function batchOf({ batches }: RecordContext, code: PrintedCode | undefined): Batch | undefined {
  return batches.find(({ number }) => number === code?.batch)
}

function knowledgeOf(context: RecordContext, { entry }: EntryContent) {
  const knowledge = context.knowledge.get(entry.head)
  if (!knowledge) throw new Error(`head ${entry.head} was not read`)
  return knowledge
}
