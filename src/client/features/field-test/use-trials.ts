import { useState } from 'react'
import type { Attempt } from '#client/scan/view-finder.ts'
import { secondsToFirstRead, type Setting, type Trial } from './trial.ts'

export type Trials = {
  readonly done: readonly Trial[]
  readonly running: Trial | undefined
  /** Milliseconds of the page's own time, as an event carries them. */
  readonly start: (setting: Setting, startedAt: number) => void
  readonly hear: (attempt: Attempt) => void
  /** Keeps what was measured, read or not. */
  readonly finish: () => void
  readonly forget: () => void
}

/** Codes tried one after the other; the camera films on between two of them. `onRead` is told once for each. */
export function useTrials(picture: () => string, onRead: () => void): Trials {
  const [done, setDone] = useState<readonly Trial[]>([])
  const [running, setRunning] = useState<Trial>()

  function hear({ endedAt, took, text }: Attempt): void {
    // A look that began before the press says nothing of what was brought after it.
    if (!running || endedAt - took < running.startedAt) return
    const look = { endedAt, took, read: text !== undefined }
    setRunning({ ...running, picture: picture(), attempts: [...running.attempts, look] })
    if (look.read && secondsToFirstRead(running) === undefined) onRead()
  }

  function finish(): void {
    if (running) setDone([...done, running])
    setRunning(undefined)
  }

  return {
    done,
    running,
    start: (setting, startedAt) => setRunning({ ...setting, startedAt, picture: picture(), attempts: [] }),
    hear,
    finish,
    forget: () => setDone([]),
  }
}
