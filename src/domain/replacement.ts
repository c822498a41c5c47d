import type { PrintedCode } from './batch.ts'
import { areAlike, isSamePass } from './family.ts'
import { decideGiving, type HandoverFlag, type HandoverRefusal } from './handover.ts'
import { withOwnWord, type Clock, type Knowledge, type OwnActs } from './knowledge.ts'

/** Why a pass cannot take the place of another. Each is a locale key. */
export type ReplacementRefusal = HandoverRefusal | 'same-pass' | 'not-alike' | 'former-closed'

export type ReplacementAnswer =
  | { readonly type: 'may-replace'; readonly flags: readonly HandoverFlag[] }
  | { readonly type: 'refused'; readonly reason: ReplacementRefusal }

/** One pass as a device finds it. The code is null where a number could not be resolved there: the server will. */
export type PassAtHand = {
  readonly code: PrintedCode | null
  readonly knowledge: Knowledge
  readonly own: OwnActs
}

/**
 * May this pass be given in the place of that one? It must be one that could be handed out, of the same kind, so that a
 * person loses and gains nothing. What the device does not know is left to the server. Rules N8…N11 and H10 of docs/rules.md.
 */
export function decideReplacement(
  former: PassAtHand,
  newer: PassAtHand & { readonly programme: number },
  clock: Clock,
): ReplacementAnswer {
  const { code, knowledge, own, programme } = newer
  if (code && former.code && isSamePass(code, former.code)) return { type: 'refused', reason: 'same-pass' }
  if (stateOf(former) === 'closed') return { type: 'refused', reason: 'former-closed' }
  const asked = { programme, code: code ?? { batch: 0, pass: 0, cheque: 0 } }
  const given = decideGiving(knowledge, own, asked, clock)
  if (given.type === 'refused') return { type: 'refused', reason: given.reason }
  const [one, other] = [former.knowledge.batch, knowledge.batch]
  if (one && other && !areAlike(one, other)) return { type: 'refused', reason: 'not-alike' }
  return { type: 'may-replace', flags: given.flags }
}

function stateOf({ knowledge, own }: PassAtHand) {
  return knowledge.pass && withOwnWord(knowledge.pass, own).state
}
