import type { PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { acknowledgementToShow } from './acknowledgement.ts'
import type { Store } from './database.ts'
import { acknowledgedThrough, outcomesToReport } from './exchanges.ts'
import { formerActs } from './former-acts.ts'
import { heldHead } from './journal.ts'
import { pendingCount } from './list-entries.ts'

type PullQuestion = {
  readonly said: Omit<PullRequest, 'protocol' | 'app'>
  /** The last entry that the server had acknowledged by then. */
  readonly acknowledgedThrough: number
}

/** What a device says of itself in a pull, as all of it stands at one instant. */
export async function readPullQuestion(store: Store, device: Uuid): Promise<PullQuestion> {
  const { enrolments, entries, heads, settings } = store
  return store.transaction('r', enrolments, entries, heads, settings, async () => ({
    acknowledgedThrough: await acknowledgedThrough(store, device),
    said: {
      ...(await heldHead(store, device)),
      unsent: await pendingCount(store, device),
      stored: await outcomesToReport(store, device),
      ...(await acknowledgementToShow(store, device)),
      ...(await formerActs(store, device)),
    },
  }))
}
