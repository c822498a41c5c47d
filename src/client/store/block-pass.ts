import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import { provePass, type NamedPass, type ProofRefusal } from './prove-pass.ts'
import { reasonFault, type ReasonFault } from './reason-fault.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Why a pass is not blocked here. Each is a locale key. */
export type BlockRefusal = ProofRefusal | ReasonFault

/** A pass is lost, stolen, or found again: what is taken of it later is decided by this. Rejects with `NotSaved`. */
export async function blockPass(
  store: Store,
  device: Uuid,
  asked: { readonly kind: 'block' | 'unblock'; readonly named: NamedPass; readonly reason: string },
  now: () => Instant,
): Promise<Result<StoredEntry, BlockRefusal>> {
  const { kind, named } = asked
  const reason = asked.reason.trim()
  const fault = reasonFault(reason)
  if (fault) return fail(fault)
  return actInJournal(store, device, now, async (turn): Promise<Result<StoredEntry, BlockRefusal>> => {
    const proven = await provePass(turn, named)
    if (!proven.ok) return proven
    const { pass } = proven.value
    return ok(await turn.append({ kind, body: { ...proven.value.proven, reason }, pass, reason }))
  })
}
