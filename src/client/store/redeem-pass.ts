import type { Instant } from '#domain/instant.ts'
import { remainingOf, type OwnActs } from '#domain/knowledge.ts'
import { isRefused, type Verdict } from '#domain/verdict.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { decideClaim, type Asked, type Decided } from './decide-claim.ts'
import { actInJournal, type Turn } from './journal.ts'
import { tripleOf } from './read-code.ts'
import type { StoredEntry } from './stored-entry.ts'

export type Redeemed = { readonly entry: StoredEntry; readonly verdict: Verdict }

/**
 * Takes units of a pass: appends a redemption with the verdict `accepted` or `deferred:*`, or a `refusal`, and answers
 * what the transaction decided. Rejects with `NotSaved`.
 */
export async function redeemPass(
  store: Store,
  device: Uuid,
  asked: Asked,
  now: () => Instant,
): Promise<Redeemed> {
  return actInJournal(store, device, now, async (turn) => {
    const own = await turn.ownActs(asked.read.code)
    const decided = decideClaim(turn.held, own, asked, turn.clock)
    const entry = await appendDecision(turn, asked, decided)
    await seePass(turn, own, decided)
    return { entry, verdict: decided.verdict }
  })
}

async function appendDecision(turn: Turn, asked: Asked, decided: Decided): Promise<StoredEntry> {
  const { service, read } = asked
  const { units } = decided
  const { type } = decided.verdict
  const pass = read.code ?? undefined
  const code = tripleOf(read.code)
  if (isRefused(type)) {
    const reason = type.slice('refused:'.length)
    return turn.append({ kind: 'refusal', body: { code, service, reason }, pass, service, reason })
  }
  const body = { code, service, units, proof: read.proof }
  return turn.append({ kind: 'redemption', body, verdict: type, pass, units, service })
}

/** What the lists say of the pass and what this act leaves, for when it is looked up here again. */
async function seePass(
  turn: Turn,
  own: OwnActs,
  { claim, knowledge, units, verdict }: Decided,
): Promise<void> {
  const { batch, pass } = knowledge
  if (!claim || !batch || !pass) return
  const before = remainingOf(batch.units, pass, own.uses)
  const remaining = isRefused(verdict.type) ? before : Math.max(0, before - units)
  await turn.see({
    batch: batch.number,
    pass: claim.code.pass,
    units: batch.units,
    remaining,
    state: pass.state,
  })
}
