import type { HandoverFlag } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import { decideReplacement, type ReplacementRefusal } from '#domain/replacement.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import { passAtHand } from './pass-at-hand.ts'
import { provePass, type NamedPass, type ProofRefusal } from './prove-pass.ts'
import type { ReadCode } from './read-code.ts'
import { reasonFault, type ReasonFault } from './reason-fault.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Why a pass is not given in the place of another here. Each is a locale key. */
export type ReplaceRefusal = ReplacementRefusal | ProofRefusal | ReasonFault

export type Replaced = { readonly entry: StoredEntry; readonly flags: readonly HandoverFlag[] }

/**
 * A fresh pass is given in the place of one that is lost, stolen or spoiled: what is left moves to it, and the former is
 * closed, here at once. What could not be checked is told as flags. Rejects with `NotSaved`.
 */
export async function replacePass(
  store: Store,
  device: Uuid,
  asked: { readonly former: NamedPass; readonly newer: ReadCode; readonly reason: string },
  now: () => Instant,
): Promise<Result<Replaced, ReplaceRefusal>> {
  const { former, newer } = asked
  const reason = asked.reason.trim()
  const fault = reasonFault(reason)
  if (fault) return fail(fault)
  return actInJournal(store, device, now, async (turn): Promise<Result<Replaced, ReplaceRefusal>> => {
    const old = await provePass(turn, former)
    if (!old.ok) return old
    const given = await provePass(turn, { read: newer })
    if (!given.ok) return given
    // What the device cannot vouch for it does not know, as at a handover.
    const known = newer.trust === 'verified' ? newer.code : null
    const answer = decideReplacement(
      await passAtHand(turn, old.value.pass ?? null),
      { ...(await passAtHand(turn, known)), programme: newer.programme },
      turn.clock,
    )
    if (answer.type === 'refused') return fail(answer.reason)
    const entry = await turn.append({
      kind: 'replacement',
      body: { old: old.value.proven, new: given.value.proven, reason },
      pass: given.value.pass,
      former: old.value.pass,
      reason,
    })
    return ok({ entry, flags: answer.flags })
  })
}
