import type { Batch } from '#domain/batch.ts'
import { withOwnWord, type Clock, type Knowledge, type OwnActs } from '#domain/knowledge.ts'
import { serviceOf, type Programme } from '#domain/programme.ts'
import { decideRedemption, unitsToTake, type Claim } from '#domain/redemption.ts'
import type { Verdict } from '#domain/verdict.ts'
import { knowledgeOf, type HeldKnowledge } from './knowledge.ts'
import type { ReadCode } from './read-code.ts'

/** A code in front of the venue, and the service that it delivers. */
export type Asked = { readonly read: ReadCode; readonly service: string }

export type Decided = {
  /** Undefined when a number could not be resolved: there is no code to claim. */
  readonly claim: Claim | undefined
  readonly units: number
  readonly knowledge: Knowledge
  readonly verdict: Verdict
}

/** The verdict of the rules, where the code itself lets them speak: what we cannot vouch for is deferred. */
export function decideClaim(held: HeldKnowledge, own: OwnActs, asked: Asked, clock: Clock): Decided {
  const { read, service } = asked
  const listed = knowledgeOf(held, read.code)
  const knowledge = { ...listed, pass: listed.pass && withOwnWord(listed.pass, own) }
  const units = unitsOf(knowledge.programme, knowledge.batch, asked)
  const claim = read.code ? { programme: read.programme, code: read.code, service, units } : undefined
  return { claim, units, knowledge, verdict: verdictOf(knowledge, own, read, claim, clock) }
}

function verdictOf(
  knowledge: Knowledge,
  own: OwnActs,
  read: ReadCode,
  claim: Claim | undefined,
  clock: Clock,
): Verdict {
  if (read.programme !== knowledge.programme.number) return unsaid('refused:other-programme')
  if (read.training) return unsaid('refused:training-pass')
  if (read.trust !== 'verified') return unsaid(`deferred:${read.trust}`)
  return claim ? decideRedemption(knowledge, own, claim, clock) : unsaid('deferred:unknown-batch')
}

/** A cheque that we know nothing else of still pays one. */
function unitsOf(programme: Programme, batch: Batch | undefined, { read, service }: Asked): number {
  const format = batch?.format ?? (read.code && read.code.cheque > 0 ? 'booklet' : 'card')
  return unitsToTake(format, serviceOf(programme, service)?.cheques ?? 1)
}

function unsaid(type: Verdict['type']): Verdict {
  return { type, remaining: undefined, note: 'none' }
}
