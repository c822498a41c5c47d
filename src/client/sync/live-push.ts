import { entryOf, pendingCount } from '#client/store/list-entries.ts'
import { isKeptAside, type StoredEntry } from '#client/store/stored-entry.ts'
import { pushLimits } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Link } from './link.ts'
import { pushEntries } from './push-entries.ts'

/** What the server said in time. A later word goes to the list of acts, never over a verdict already shown. */
export type LiveAnswer =
  /** `unknown-pass`: it has no record of this pass, as after a restore; nobody can say. */
  | { readonly type: 'covered' | 'waiting' | 'unknown-pass' | 'no-answer' }
  | { readonly type: 'negative'; readonly word: 'disputed' | 'held'; readonly reason: string }

/** How long a person waits for the server's word, in milliseconds. */
export const liveWithin = 800

/** Pushes now and waits a moment for the server's word on an entry. The push goes on when the moment is over. */
export async function confirmLive(link: Link, entry: Uuid, within = liveWithin): Promise<LiveAnswer> {
  return new Promise((resolve) => {
    const cancel = link.world.later(() => resolve(noAnswer), within)
    // The loop meets the same failure and says so; here it only means that no answer came.
    askLive(link, entry)
      .catch(() => noAnswer)
      .then((answer) => {
        cancel()
        resolve(answer)
      }, resolve)
  })
}

async function askLive(link: Link, entry: Uuid): Promise<LiveAnswer> {
  if ((await pendingCount(link.store, link.device)) > pushLimits.entries) return noAnswer
  const pushed = await pushEntries(link)
  if (!pushed.ok) return noAnswer
  const row = await entryOf(link.store, link.device, entry)
  return row ? answerOf(row) : noAnswer
}

function answerOf(row: StoredEntry): LiveAnswer {
  const { outcome, answer } = row
  switch (outcome?.type) {
    case 'covered':
    case 'honoured':
      return { type: 'covered' }
    case 'waiting':
      return { type: 'waiting' }
    case 'disputed':
      return { type: 'negative', word: outcome.type, reason: outcome.reason }
    case 'held':
      return answerOfHeld(outcome.reason)
    case 'voided':
    case 'noted':
    case 'flagged':
    case undefined:
      return answer && isKeptAside(row) ? answerOfHeld(answer.reason) : noAnswer
  }
}

/**
 * What is kept for a person (a copied tablet, an act that could not be read) says nothing against the pass: whoever
 * stands here waits for nobody. Only a tablet that may act no more has its no.
 */
function answerOfHeld(reason: string): LiveAnswer {
  if (reason === 'revoked') return { type: 'negative', word: 'held', reason }
  return { type: reason === 'unknown-pass' ? 'unknown-pass' : 'waiting' }
}

const noAnswer = { type: 'no-answer' } as const
