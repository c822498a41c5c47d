import type { Instant } from '#domain/instant.ts'

/** The only time that passes in a run: the server's own, and each tablet's with its error added. */
export type VirtualClock = {
  readonly now: () => Instant
  /** Answers how to cancel it. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Moves the time; stops at each timer that is due, until `settled` says that what it started is at rest. */
  readonly pass: (milliseconds: number, settled: () => Promise<void>) => Promise<void>
}

export function createVirtualClock(start: Instant): VirtualClock {
  const timers = new Set<{ readonly at: Instant; readonly run: () => void }>()
  let now = start
  function nextDue(until: Instant) {
    const due = [...timers].filter(({ at }) => at <= until)
    return due.sort((a, b) => a.at - b.at)[0]
  }
  return {
    now: () => now,
    later: (run, milliseconds) => {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass: async (milliseconds, settled) => {
      const until = now + milliseconds
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
        await settled()
      }
      now = until
    },
  }
}
