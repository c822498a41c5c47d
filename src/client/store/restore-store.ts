import type { Instant } from '#domain/instant.ts'
import { writesAndReadsBack } from './canary.ts'
import { reopenStore, storeAnswers, type Store } from './database.ts'
import { notSaved, type NotSaved } from './not-saved.ts'
import { keepTechnicalError } from './technical-errors.ts'
import { answerBefore } from './time-limit.ts'

/** How long an opening may take, in milliseconds. */
export const reopensWithin = 3000

export type Restored = {
  /** The store answers again. */
  readonly open: boolean
  /** What an act needs was really written: a second try may go well. */
  readonly room: boolean
  /** Why nothing was saved, as far as it can be told now. */
  readonly failure: NotSaved
}

/**
 * After a failed save: another handle, since a full disk and iOS leave one that never works again, and room where
 * there is none. Nothing of what people did is ever dropped for room.
 */
export async function restoreStore(store: Store, failure: NotSaved, now: () => Instant): Promise<Restored> {
  const restored = await openAndMakeRoom(store, failure)
  if (restored.open) await keepTechnicalError(store, now(), 'saving', restored.failure)
  return restored
}

async function openAndMakeRoom(store: Store, failure: NotSaved): Promise<Restored> {
  const answers = failure.notSaved === 'store-broken' && (await storeAnswers(store, reopensWithin))
  const open = answers || (await reopenStore(store, reopensWithin))
  if (!open) return { open, room: false, failure }
  // Chromium does not always say that the disk was full: what an act needs is tried.
  if (await hasRoom(store)) return { open, room: true, failure }
  await dropWhatCanComeAgain(store)
  const room = await hasRoom(store)
  return { open: await storeAnswers(store, reopensWithin), room, failure: notSaved('no-space', failure) }
}

/** A few acts' worth. */
async function hasRoom(store: Store): Promise<boolean> {
  return answerBefore(writesAndReadsBack(store, 16_384), reopensWithin, false)
}

/** Seen balances come again with the network. A disk that is quite full refuses even that: then a person makes room. */
async function dropWhatCanComeAgain(store: Store): Promise<void> {
  await answerBefore(store.balances.clear(), reopensWithin, undefined)
  // The refused write may have taken the connection with it.
  if (!(await storeAnswers(store, reopensWithin))) await reopenStore(store, reopensWithin)
}
