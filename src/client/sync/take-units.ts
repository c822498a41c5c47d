import { fail, type Result } from '#domain/result.ts'
import { refusals, isDeferred, isRefused, isYes, type Refusal, type Verdict } from '#domain/verdict.ts'
import type { Asked } from '#client/store/decide-claim.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { redeemPass, type Redeemed } from '#client/store/redeem-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { notServedReason, voidRedemption } from '#client/store/void-redemption.ts'
import { confirmLive, type LiveAnswer } from './live-push.ts'
import type { Sync } from './sync-loop.ts'

/** What the screen shows after a scan. Each but a refusal by our own rules has its redemption in the journal. */
export type Taken =
  | { readonly type: 'answered'; readonly verdict: Verdict; readonly entry: StoredEntry }
  /** The server said no in time: the redemption has its void, and the verdict is a refusal. */
  | {
      readonly type: 'withdrawn'
      readonly verdict: Verdict
      readonly entry: StoredEntry
      readonly word: 'disputed' | 'held'
      /** The server's own words, as a locale key of outcomes. */
      readonly reason: string
    }

/** What the flow needs of the sync: a way to the server, and whether it is open. */
type Contact = Pick<Sync, 'link' | 'inContact'>

/**
 * One path, online or not: the device decides and appends; in contact, it then waits a moment for the server's word.
 * A deferred entry is in the journal before the question "serve anyway?" is asked: see `notServed`. Rejects with `NotSaved`.
 */
export async function takeUnits(sync: Contact, asked: Asked): Promise<Taken> {
  const { store, device, world } = sync.link
  const redeemed = await redeemPass(store, device, asked, world.now)
  const { entry, verdict } = redeemed
  if (isRefused(verdict.type) || !sync.inContact()) return { type: 'answered', verdict, entry }
  const live = await confirmLive(sync.link, entry.id)
  if (live.type === 'covered') return { type: 'answered', verdict: confirmed(redeemed), entry }
  // Our ignorance is no answer against a pass; where the question is asked already, it stands.
  if (live.type === 'unknown-pass' && isYes(verdict.type))
    return { type: 'answered', verdict: unknown, entry }
  return live.type === 'negative' ? withdraw(sync, redeemed, live) : { type: 'answered', verdict, entry }
}

/** The venue did not serve after "we cannot say": the entry gets its void. */
export async function notServed(sync: Contact, entry: StoredEntry): Promise<void> {
  const { store, world } = sync.link
  await voidRedemption(store, entry.device, entry.id, notServedReason, world.now)
}

async function withdraw(
  sync: Contact,
  { entry, verdict }: Redeemed,
  live: Extract<LiveAnswer, { type: 'negative' }>,
): Promise<Taken> {
  const { store, world } = sync.link
  const { word, reason } = live
  const voided = await voidRedemption(store, entry.device, entry.id, word, world.now).catch(ifNotSaved)
  // A person was quicker: there is a void already. Without one the act was shown as what it says, and is in the list.
  if (!voided.ok && voided.error !== 'already-voided') return { type: 'answered', verdict, entry }
  const remaining = isYes(verdict.type) ? plus(verdict.remaining, entry.units) : verdict.remaining
  const type = `refused:${refusalOf(live, entry)}` as const
  return { type: 'withdrawn', verdict: { type, remaining, note: 'none' }, entry, word, reason }
}

/** The redemption itself is saved: nothing may offer to take it again. */
function ifNotSaved(error: unknown): Result<never, 'not-saved'> {
  if (!isNotSaved(error)) throw error
  return fail('not-saved')
}

/** The server's own reason where it is one of ours; otherwise what most often stands behind its word. */
function refusalOf(live: Extract<LiveAnswer, { type: 'negative' }>, { cheque }: StoredEntry): Refusal {
  const named = refusals.find((refusal) => refusal === live.reason)
  if (named) return named
  if (live.reason === 'revoked') return 'venue-not-qualified'
  if (live.reason === 'blocked') return 'suspended'
  if (live.reason === 'proof-fails') return 'not-active'
  return cheque > 0 ? 'cheque-used' : 'insufficient-balance'
}

const unknown: Verdict = { type: 'deferred:unknown-batch', remaining: undefined, note: 'none' }

/** The server knows the handover, so nothing is left to be said of it. */
function confirmed({ entry, verdict }: Redeemed): Verdict {
  const remaining = isDeferred(verdict.type) ? plus(verdict.remaining, -entry.units) : verdict.remaining
  return { type: 'confirmed', remaining, note: 'none' }
}

function plus(remaining: number | undefined, units: number): number | undefined {
  return remaining === undefined ? undefined : Math.max(0, remaining + units)
}
