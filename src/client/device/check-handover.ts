import { decideHandover, type HandoverAnswer } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import { deviceClock } from '#client/store/clock.ts'
import type { Store } from '#client/store/database.ts'
import { earliestNow } from '#client/store/earliest-now.ts'
import { actingFor } from '#client/store/incarnations.ts'
import { knowledgeOf, listsOf, loadKnowledge } from '#client/store/knowledge.ts'
import { notSaved } from '#client/store/not-saved.ts'
import { readOwnActs } from '#client/store/own-acts.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** Decides as a handover would and writes nothing: nobody is asked anything for a pass that is refused. */
export async function checkHandover(
  store: Store,
  device: Uuid,
  read: ReadCode,
  now: () => Instant,
): Promise<HandoverAnswer> {
  const acting = await actingFor(store, device)
  const enrolment = await store.enrolments.get(acting)
  if (!enrolment) throw notSaved('not-enrolled')
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved('nothing-known')
  const own = await readOwnActs(store, acting, read.code, listsOf(held))
  const known = knowledgeOf(held, read.trust === 'verified' ? read.code : null)
  const code = read.code ?? { batch: 0, pass: 0, cheque: 0 }
  const clock = deviceClock(enrolment, now, earliestNow(store, enrolment))
  return decideHandover(known, own, { programme: read.programme, code, training: read.training }, clock)
}
