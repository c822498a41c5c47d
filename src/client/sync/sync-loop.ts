import { DAY, MINUTE, SECOND, type Instant } from '#domain/instant.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { forgetBackedUpEntries } from '#client/store/forget-entries.ts'
import { actingFor } from '#client/store/incarnations.ts'
import { countPending, pendingCount } from '#client/store/list-entries.ts'
import { createCell, type Observable } from '#client/store/observable.ts'
import { forgetExpiredParts } from '#client/store/personal-parts.ts'
import type { Link, PauseReason } from './link.ts'
import { pullKnowledge, pullUnderFormerName, sincePull } from './pull-knowledge.ts'
import { pushEntries } from './push-entries.ts'
import { isServerBusy } from './server-busy.ts'

/** How the exchange with the server stands. Every state keeps all acts; none of them stops a redemption. */
export type SyncState = { readonly lastContact: Instant | undefined } & (
  | { readonly type: 'up-to-date' }
  | { readonly type: 'sending' }
  /** No answer came, since then; the device's clock. */
  | { readonly type: 'waiting'; readonly since: Instant; readonly nextTry: Instant; readonly failure: string }
  /** A person has to do something; tried again from time to time all the same. */
  | { readonly type: 'paused'; readonly reason: PauseReason }
)

export type Sync = {
  readonly link: Link
  readonly state: Observable<SyncState>
  /** The last exchange went well: a live word of the server may come in time. */
  readonly inContact: () => boolean
  /** Exchanges now, as a person asks for it. */
  readonly hurry: () => void
  readonly stop: () => void
}

export const period = 30 * SECOND
export const longestWait = 2 * MINUTE
const firstWait = 2 * SECOND
/** A timer may fire that much early. */
const timerSlack = SECOND

/**
 * The only timer of a tab: exchanges at the start, when the network or the screen comes back, after an act, and every
 * thirty seconds. Each exchange runs alone over all tabs, and a tab whose turn comes just after another's pull skips its
 * own; a lock held for the loop's life would let a frozen tab silence the one in front.
 */
export function startSync(link: Link): Sync {
  const { world, store, device } = link
  const state = createCell<SyncState>({ type: 'sending', lastContact: undefined })
  let wanted: Wanted = 'nothing'
  let running = false
  let stopped = false
  let failures = 0
  let forgetsAt = -Infinity
  let failingSince: Instant | undefined
  let cancelTimer: (() => void) | undefined
  const pending = countPending(store, device)

  function want(more: Wanted) {
    if (wants.indexOf(more) > wants.indexOf(wanted)) wanted = more
    if (!running && !stopped) void run()
  }

  async function run() {
    running = true
    let wait = period
    while (wanted !== 'nothing' && !stopped) {
      const what = wanted
      wanted = 'nothing'
      wait = await attempt(what)
    }
    running = false
    if (stopped) return
    cancelTimer?.()
    cancelTimer = world.later(() => wantWhatIsSeen(whenDue()), wait)
  }

  /**
   * While the page is hidden only what waits is sent, and with nothing waiting no transaction is begun: iOS kills a
   * page in the background in the middle of one. Seen again, the loop goes on.
   */
  function wantWhatIsSeen(seen: Wanted) {
    if (!world.isHidden()) want(seen)
    else if (pending.current() !== 0) want('push')
  }

  /** After a failure or a pause, only an exchange of its own tells this tab that all is well again. */
  function whenDue(): Wanted {
    return state.current().type === 'up-to-date' ? 'due' : 'all'
  }

  /** A tablet that is never reloaded would keep all that it ever did. */
  async function forgetOnceADay() {
    if (world.now() < forgetsAt) return
    forgetsAt = world.now() + DAY
    await forgetBackedUpEntries(store, device)
  }

  /** Answers how long to wait for the next attempt. */
  async function attempt(asked: Wanted): Promise<number> {
    try {
      const enrolment = await enrolmentOf(store, device)
      const what = enrolment && (await dueUnder(link, enrolment, asked))
      if (!what || (what === 'push' && (await pendingCount(store, device)) === 0)) return period
      state.set({ type: 'sending', lastContact: state.current().lastContact })
      if (asked !== 'push') await forgetExpiredParts(store, world.now())
      const exchanged = await exchangeAll(link, what)
      if (exchanged.ok) await forgetOnceADay()
      failures = 0
      failingSince = undefined
      const lastContact = (await enrolmentOf(store, device))?.lastExchange
      state.set(
        exchanged.ok
          ? { type: 'up-to-date', lastContact }
          : { type: 'paused', reason: exchanged.error, lastContact },
      )
      return exchanged.ok ? await untilDue(link) : longestWait
    } catch (error) {
      const wait = waitAfter(failures++, world.random(), retryAfterOf(error))
      failingSince ??= world.now()
      const { lastContact } = state.current()
      const nextTry = world.now() + wait
      state.set({ type: 'waiting', since: failingSince, nextTry, failure: String(error), lastContact })
      return wait
    }
  }

  const stopListening = [
    world.onOnline(() => {
      failures = 0
      wantWhatIsSeen('all')
    }),
    world.onVisibility(() => wantWhatIsSeen('due')),
    onAppend(pending, () => {
      const { type } = state.current()
      if (type === 'up-to-date' || type === 'sending') want('push')
    }),
  ]
  want('all')

  return {
    link,
    state,
    inContact: () => failures === 0 && (state.current().type === 'up-to-date' || isBetween(state.current())),
    hurry: () => want('all'),
    stop: () => {
      stopped = true
      cancelTimer?.()
      for (const stop of stopListening) stop()
    },
  }
}

/** `due`: a push, and a pull unless another tab has just pulled. */
const wants = ['nothing', 'push', 'due', 'all'] as const

type Wanted = (typeof wants)[number]

/**
 * Full jitter: anything up to 2 s after the first failure, twice as much after each, never above two minutes. A server
 * that says how long it wants to be left alone is believed up to the same limit, with the jitter on top.
 */
export function waitAfter(failures: number, random: number, retryAfter = 0): number {
  const jitter = random * Math.min(longestWait, firstWait * 2 ** failures)
  return Math.min(longestWait, retryAfter + jitter)
}

function retryAfterOf(error: unknown): number | undefined {
  return isServerBusy(error) ? error.busy.retryAfter : undefined
}

/**
 * Continued by another device: that one pulls, and here only what is left is sent. But once it has heard of a new epoch,
 * what the server has lost of the acts before is asked here too.
 */
async function dueUnder({ store, device }: Link, enrolment: Enrolment, asked: Wanted): Promise<Due> {
  if (enrolment.replacedBy === undefined) return asked
  const acting = await enrolmentOf(store, await actingFor(store, device))
  return acting && acting.epoch !== enrolment.epoch && asked !== 'push' ? 'lost-acts' : 'push'
}

type Due = Wanted | 'lost-acts'

async function exchangeAll(link: Link, what: Due) {
  const pushed = await pushEntries(link)
  if (!pushed.ok || what === 'push') return pushed
  if (what === 'lost-acts') return pullUnderFormerName(link)
  return pullKnowledge(link, what === 'due' ? period - timerSlack : 0)
}

/** All tabs count from the last pull of any: together they pull once in a period. */
async function untilDue(link: Link): Promise<number> {
  const left = period - (await sincePull(link))
  return left > timerSlack ? left : period
}

/** Sending after a contact, as opposed to the first try of a start. */
function isBetween(state: SyncState): boolean {
  return state.type === 'sending' && state.lastContact !== undefined
}

function onAppend(pending: Observable<number | undefined>, appended: () => void): () => void {
  let before = 0
  return pending.subscribe(() => {
    const now = pending.current() ?? 0
    if (now > before) appended()
    before = now
  })
}
