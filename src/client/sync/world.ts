import type { Instant } from '#domain/instant.ts'
import { lockPatience, runAlone } from './alone.ts'

/** What the outside gives to the sync: handed in, so that a test may play it. */
export type World = {
  readonly fetch: typeof fetch
  readonly now: () => Instant
  /** At least 0, below 1. */
  readonly random: () => number
  /** Answers how to cancel it. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Aborts what is not answered by then. */
  readonly signalAfter: (milliseconds: number) => AbortSignal
  /** Runs one at a time for each name, over all tabs of this app. */
  readonly alone: <Answer>(name: string, run: () => Promise<Answer>) => Promise<Answer>
  readonly onOnline: (heard: () => void) => () => void
  readonly onVisibility: (heard: () => void) => () => void
  readonly isHidden: () => boolean
  readonly askToPersist: () => Promise<boolean>
  /** Where this app comes from, without a slash at the end. */
  readonly address: string
  /** The version of this app. */
  readonly app: string
}

export function browserWorld(app: string): World {
  return {
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
    signalAfter: (milliseconds) => AbortSignal.timeout(milliseconds),
    alone: (name, run) =>
      runAlone(name, run, {
        locks: navigator.locks,
        isHidden: () => document.hidden,
        patience: lockPatience,
      }),
    onOnline: (heard) => listen(window, 'online', heard),
    onVisibility: (heard) => listen(document, 'visibilitychange', heard),
    isHidden: () => document.hidden,
    askToPersist: async () => (await navigator.storage?.persist?.()) ?? false,
    address: location.origin,
    app,
  }
}

function listen(target: EventTarget, event: string, heard: () => void): () => void {
  target.addEventListener(event, heard)
  return () => target.removeEventListener(event, heard)
}
