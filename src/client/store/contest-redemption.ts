import type { PrintedCode } from '#domain/batch.ts'
import type { Contester } from '#domain/casework.ts'
import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import { reasonFault, type ReasonFault } from './reason-fault.ts'
import { passOfEntry, type StoredEntry } from './stored-entry.ts'

/** Why a line is not contested here. Each is a locale key. */
export type ContestRefusal = 'not-here' | 'already-voided' | ReasonFault

/**
 * The person ("I did not use this") or the venue says that a line is wrong: its money is held until somebody decides. A
 * venue contests what its own tablet took; what a person says may concern a line of any place, `pass` being theirs.
 * Rejects with `NotSaved`.
 */
export async function contestRedemption(
  store: Store,
  device: Uuid,
  asked: {
    readonly redemption: Uuid
    readonly by: Contester
    readonly reason: string
    readonly pass?: PrintedCode | undefined
  },
  now: () => Instant,
): Promise<Result<StoredEntry, ContestRefusal>> {
  const { redemption, by } = asked
  const reason = asked.reason.trim()
  const fault = reasonFault(reason)
  if (fault) return fail(fault)
  return actInJournal(store, device, now, async (turn): Promise<Result<StoredEntry, ContestRefusal>> => {
    const own = await turn.entry(redemption)
    if (own ? own.kind !== 'redemption' : by === 'venue') return fail('not-here')
    if (own?.undoneBy !== undefined || own?.outcome?.type === 'voided') return fail('already-voided')
    const pass = own ? passOfEntry(own) : asked.pass
    return ok(await turn.append({ kind: 'contest', body: { redemption, by, reason }, pass, reason }))
  })
}
