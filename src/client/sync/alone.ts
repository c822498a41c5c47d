import { SECOND } from '#domain/instant.ts'

/** Longer than any one request may take (`answerWithin`, asked again once): who holds a lock longer is frozen. */
export const lockPatience = 60 * SECOND

type Holding = {
  readonly locks: LockManager
  readonly isHidden: () => boolean
  readonly patience: number
}

/**
 * Runs under a Web Lock, one at a time over all tabs. A browser may freeze a hidden tab in the middle of an exchange:
 * the tab in front then takes its lock. Both may end up asking the server the same; each request counts once.
 */
export async function runAlone<Answer>(
  name: string,
  run: () => Promise<Answer>,
  { locks, isHidden, patience }: Holding,
): Promise<Answer> {
  const patient = new AbortController()
  const timer = setInterval(() => isHidden() || patient.abort(), patience)
  let held = false
  try {
    return await locks.request(name, { signal: patient.signal }, async () => {
      held = true
      clearInterval(timer)
      return run()
    })
  } catch (error) {
    if (held || !patient.signal.aborted) throw error
    return await locks.request(name, { steal: true }, run)
  } finally {
    clearInterval(timer)
  }
}
