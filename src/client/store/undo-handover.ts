import { mayUndoHandover } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal, type Turn } from './journal.ts'
import { knowledgeOf } from './knowledge.ts'
import { passOfEntry, type StoredEntry } from './stored-entry.ts'

/** Why a handover cannot be undone here. Each is a locale key. */
export type UndoRefusal = 'not-here' | 'already-undone' | 'already-used'

/** Takes a pass back while no unit of it is used, as far as this device knows. Rejects with `NotSaved`. */
export async function undoHandover(
  store: Store,
  device: Uuid,
  handover: Uuid,
  now: () => Instant,
): Promise<Result<StoredEntry, UndoRefusal>> {
  const act = async (turn: Turn): Promise<Result<StoredEntry, UndoRefusal>> => {
    const undoes = await turn.entry(handover)
    if (undoes?.kind !== 'handover') return fail('not-here')
    if (undoes.undoneBy) return fail('already-undone')
    const pass = passOfEntry(undoes)
    const own = await turn.ownActs(pass ?? null)
    if (!mayUndoHandover(knowledgeOf(turn.held, pass ?? null), own)) return fail('already-used')
    return ok(await turn.append({ kind: 'handover-undo', body: { handover }, pass, undoes }))
  }
  return actInJournal(store, device, now, act, 'undo')
}
