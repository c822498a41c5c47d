import { calendarDayOf, type Instant } from '#domain/instant.ts'
import type { SyncState } from '#client/sync/sync-loop.ts'

/** What the badge has to say, before it is put in words; `counting` until the device has looked at its own acts. */
export type SyncWords = {
  readonly age: 'unknown' | 'fresh' | 'ageing' | 'too-old'
  readonly acts:
    | { readonly type: 'up-to-date' | 'offline' }
    | { readonly type: 'sending' | 'wait'; readonly count: number }
    | { readonly type: 'paused'; readonly reason: Extract<SyncState, { type: 'paused' }>['reason'] }
    | { readonly type: 'counting' }
  /** The day before which the device wants a network; undefined while it needs none. */
  readonly before: Deadline | undefined
}

/** `weekday` counts from Sunday, 0. */
export type Deadline = { readonly weekday: 0 | 1 | 2 | 3 | 4 | 5 | 6; readonly day: string }

export function decideSyncWords(
  state: SyncState,
  pending: number | undefined,
  head: { readonly issuedAt: Instant } | undefined,
  { now, timeZone, agesAfter, defersAfter }: SyncLimits,
): SyncWords {
  const age = head ? now - head.issuedAt : undefined
  const wants = state.type === 'waiting' && ((pending ?? 0) > 0 || (age ?? 0) >= agesAfter)
  return {
    age: ageOf(age, agesAfter, defersAfter),
    acts: actsOf(state, pending),
    before: head && wants ? deadlineOf(head.issuedAt + defersAfter, timeZone) : undefined,
  }
}

export type SyncLimits = {
  readonly now: Instant
  readonly timeZone: string
  /** Milliseconds, from the programme's rules. */
  readonly agesAfter: number
  readonly defersAfter: number
}

function ageOf(age: number | undefined, agesAfter: number, defersAfter: number): SyncWords['age'] {
  if (age === undefined) return 'unknown'
  if (age >= defersAfter) return 'too-old'
  return age >= agesAfter ? 'ageing' : 'fresh'
}

function actsOf(state: SyncState, pending: number | undefined): SyncWords['acts'] {
  if (state.type === 'paused') return { type: 'paused', reason: state.reason }
  if (pending === undefined) return { type: 'counting' }
  switch (state.type) {
    case 'waiting':
      return pending > 0 ? { type: 'wait', count: pending } : { type: 'offline' }
    case 'sending':
    case 'up-to-date':
      return pending > 0 ? { type: 'sending', count: pending } : { type: 'up-to-date' }
  }
}

function deadlineOf(at: Instant, timeZone: string): Deadline {
  const day = calendarDayOf(at, timeZone)
  return { weekday: new Date(`${day}T00:00:00Z`).getUTCDay() as Deadline['weekday'], day }
}
