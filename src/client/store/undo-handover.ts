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
  const undone = await undoHandovers(store, device, [handover], now)
  if (!undone.ok) return undone
  const [entry] = undone.value
  return entry ? ok(entry) : fail('not-here')
}

/** Takes back what was given by one gesture: every pass, or none where one of them cannot be taken back. */
export async function undoHandovers(
  store: Store,
  device: Uuid,
  handovers: readonly Uuid[],
  now: () => Instant,
): Promise<Result<readonly StoredEntry[], UndoRefusal>> {
  const act = async (turn: Turn): Promise<Result<readonly StoredEntry[], UndoRefusal>> => {
    const given: StoredEntry[] = []
    for (const handover of handovers) {
      const one = await mayTakeBack(turn, handover)
      if (!one.ok) return one
      given.push(one.value)
    }
    const undone: StoredEntry[] = []
    for (const undoes of given) {
      const body = { handover: undoes.id }
      undone.push(await turn.append({ kind: 'handover-undo', body, pass: passOfEntry(undoes), undoes }))
    }
    return ok(undone)
  }
  return actInJournal(store, device, now, act, 'undo')
}

async function mayTakeBack(turn: Turn, handover: Uuid): Promise<Result<StoredEntry, UndoRefusal>> {
  const given = await turn.entry(handover)
  if (given?.kind !== 'handover') return fail('not-here')
  if (given.undoneBy) return fail('already-undone')
  const pass = passOfEntry(given)
  const own = await turn.ownActs(pass ?? null)
  return mayUndoHandover(knowledgeOf(turn.held, pass ?? null), own) ? ok(given) : fail('already-used')
}
