import type { Instant } from '#domain/instant.ts'
import { remainingOf, usedCheques, type Knowledge } from '#domain/knowledge.ts'
import { repeatsWithin } from '#domain/redemption.ts'
import type { Verdict } from '#domain/verdict.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { deviceClock } from './clock.ts'
import type { Store } from './database.ts'
import { decideClaim, type Asked } from './decide-claim.ts'
import { earliestNow } from './earliest-now.ts'
import { listsOf, loadKnowledge } from './knowledge.ts'
import { notSaved } from './not-saved.ts'
import { actingFor } from './incarnations.ts'
import { readOwnActs } from './own-acts.ts'

export type Checked = {
  /** What a redemption would be answered now. */
  readonly verdict: Verdict
  readonly units: number
  readonly knowledge: Knowledge
  /** Units left and cheques used, own acts included; undefined when the device knows nothing of the pass. */
  readonly left: { readonly remaining: number; readonly usedCheques: ReadonlySet<number> } | undefined
  /** The same pass and service was taken a moment ago: ask first. */
  readonly repeats: { readonly at: Instant } | undefined
}

/** Decides as a redemption would and writes nothing. */
export async function checkOnly(
  store: Store,
  device: Uuid,
  asked: Asked,
  now: () => Instant,
): Promise<Checked> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  const enrolment = await store.enrolments.get(acting)
  if (!enrolment) throw notSaved('not-enrolled')
  if (!held) throw notSaved('nothing-known')
  const own = await readOwnActs(store, acting, asked.read.code, listsOf(held))
  const clock = deviceClock(enrolment, now, earliestNow(store, enrolment))
  const { verdict, units, knowledge, claim } = decideClaim(held, own, asked, clock)
  const { batch, pass } = knowledge
  return {
    verdict,
    units,
    knowledge,
    left: batch &&
      pass && {
        remaining: remainingOf(batch.units, pass, own.uses),
        usedCheques: usedCheques(pass, own.uses),
      },
    repeats: claim && repeatsWithin(knowledge, own, claim, clock),
  }
}
