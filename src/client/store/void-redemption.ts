import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal, type Turn } from './journal.ts'
import { passOfEntry, type StoredEntry } from './stored-entry.ts'

/** Why a redemption cannot be voided here. Each is a locale key. */
export type VoidRefusal = 'not-here' | 'already-voided' | 'too-late'

/** The question "serve anyway?" was answered no: however long it stood, nothing was taken. */
export const notServedReason = 'not-served'

/** A person's change of mind has its time; that nothing was given for the act, or that the server said no, has not. */
const timeless: readonly string[] = [notServedReason, 'disputed', 'held']

/** Undoes a redemption of this device; a person only shortly after it, later the manager does. Rejects with `NotSaved`. */
export async function voidRedemption(
  store: Store,
  device: Uuid,
  redemption: Uuid,
  reason: string,
  now: () => Instant,
): Promise<Result<StoredEntry, VoidRefusal>> {
  const act = async (turn: Turn): Promise<Result<StoredEntry, VoidRefusal>> => {
    const undoes = await turn.entry(redemption)
    if (undoes?.kind !== 'redemption') return fail('not-here')
    if (undoes.undoneBy || undoes.outcome?.type === 'voided') return fail('already-voided')
    const { voidsWithin } = turn.held.records.programme.rules
    if (!timeless.includes(reason) && turn.clock.at - undoes.at > voidsWithin) return fail('too-late')
    const { units, service } = undoes
    const body = { redemption, reason }
    return ok(
      await turn.append({ kind: 'void', body, pass: passOfEntry(undoes), units, service, reason, undoes }),
    )
  }
  return actInJournal(store, device, now, act, 'undo')
}
