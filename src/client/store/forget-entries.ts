import { DAY } from '#domain/instant.ts'
import type { OutcomeReason } from '#domain/outcome-reason.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { firstToExport } from './export-entries.ts'
import { chainEndOf } from './journal.ts'
import { forgetLate } from './late-acts.ts'
import type { StoredEntry } from './stored-entry.ts'

/** How long an act stays on its device at least, in milliseconds. */
export const keptFor = 30 * DAY

/**
 * The device is the last copy of its acts until a backup of the server holds them. What leaves is in a backup, thirty
 * days old by the server's own clock, acknowledged, with a last word that the server knows to be here and the lists
 * show; never the end of the chain, nor what follows an act that a person may still have to carry in a file: in a chain
 * with a hole nothing vouches for that one. Answers how many acts left.
 */
export async function forgetBackedUpEntries(store: Store, device: Uuid): Promise<number> {
  return store.transaction('rw', store.enrolments, store.entries, async () => {
    const enrolment = await store.enrolments.get(device)
    if (!enrolment) return 0
    const { backedUpThrough, lastExchange } = enrolment
    const end = await chainEndOf(store, device)
    const heldThrough = Math.min(backedUpThrough, end.sequence - 1)
    const leaves = (row: StoredEntry) =>
      row.sequence <= heldThrough && row.at <= lastExchange - keptFor && isSettled(row)
    const exported = (await firstToExport(store, device, leaves)) ?? Infinity
    const last = Math.min(heldThrough, exported - 1)
    if (last < 1) return 0
    const left = await store.entries
      .where('[device+sequence]')
      .between([device, 0], [device, last], true, true)
      .filter(leaves)
      .delete()
    await forgetLate(store, device)
    return left
  })
}

function isSettled({ status, outcome, unreported, beyond }: StoredEntry): boolean {
  const isHeard = outcome !== undefined && unreported === 0 && beyond === 0
  return status === 'acknowledged' && isHeard && isLastWord(outcome)
}

/** Nobody has still to decide: what a person says later is told to who acted, and finds the act here. */
export function isLastWord({ type, reason }: EntryOutcome): boolean {
  if (type === 'waiting' || type === 'held') return false
  return type !== 'disputed' || decided.some((known) => known === reason)
}

const decided: readonly OutcomeReason[] = ['refused-by-decision', 'contest-upheld']
