import type { HandoverFlag } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import { decideReplacement, type ReplacementRefusal } from '#domain/replacement.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { deviceClock } from './clock.ts'
import type { Store } from './database.ts'
import { earliestNow } from './earliest-now.ts'
import { actingFor } from './incarnations.ts'
import { knowledgeOf, loadKnowledge } from './knowledge.ts'
import { lookUpPass, type FoundPass } from './look-up-pass.ts'
import { notSaved } from './not-saved.ts'
import type { NamedPass } from './prove-pass.ts'
import type { ReadCode } from './read-code.ts'

/** Decides as a replacement would and writes nothing: a person is not asked to confirm what is refused. */
export async function checkReplacement(
  store: Store,
  device: Uuid,
  former: NamedPass,
  newer: ReadCode,
  now: () => Instant,
): Promise<Result<readonly HandoverFlag[], ReplacementRefusal>> {
  const acting = await actingFor(store, device)
  const enrolment = await store.enrolments.get(acting)
  if (!enrolment) throw notSaved('not-enrolled')
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved('nothing-known')
  const [old, fresh] = [
    await lookUpPass(store, device, former),
    await lookUpPass(store, device, { read: newer }),
  ]
  const atHand = ({ code: known, own }: FoundPass) => {
    const code = known ?? null
    return { code, knowledge: knowledgeOf(held, code), own }
  }
  const clock = deviceClock(enrolment, now, earliestNow(store, enrolment))
  const answer = decideReplacement(atHand(old), { ...atHand(fresh), programme: newer.programme }, clock)
  return answer.type === 'refused' ? fail(answer.reason) : ok(answer.flags)
}
