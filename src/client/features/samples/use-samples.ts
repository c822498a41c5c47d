import { useEffect, useState } from 'react'
import * as v from 'valibot'
import { samplesResponse, type SamplesResponse } from '#protocol/demonstration.ts'

export type ReadSamples =
  | { readonly type: 'loading' | 'none' | 'unreachable' }
  | { readonly type: 'read'; readonly samples: SamplesResponse['samples']; readonly telephone: string }

/** The samples as their passes are now: asked again each time that the page comes back into sight. */
export function useSamples(): { readonly read: ReadSamples; readonly retry: () => void } {
  const [read, setRead] = useState<ReadSamples>({ type: 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let gone = false
    void readSamples().then((now) => {
      if (!gone) setRead(now)
    })
    return () => {
      gone = true
    }
  }, [attempt])

  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') setAttempt((before) => before + 1)
    }
    document.addEventListener('visibilitychange', again)
    return () => document.removeEventListener('visibilitychange', again)
  }, [])

  return { read, retry: () => setAttempt((before) => before + 1) }
}

async function readSamples(): Promise<ReadSamples> {
  try {
    const response = await fetch('/api/demonstration/samples', { signal: AbortSignal.timeout(20_000) })
    if (response.status === 404) return { type: 'none' }
    const said = v.safeParse(samplesResponse, await response.json())
    return said.success ? { type: 'read', ...said.output } : { type: 'unreachable' }
  } catch {
    return { type: 'unreachable' }
  }
}
