import { useEffect, useState } from 'react'

export type Network = {
  /** The server was not reached, or the browser says that there is no network. */
  readonly isMissing: boolean
  readonly isAsked: boolean
  readonly ask: () => void
}

/** Whether the server answers, asked when the page opens, when the browser hears of a network, and at a press. */
export function useNetwork(): Network {
  const [isMissing, setMissing] = useState(!navigator.onLine)
  const [isAsked, setAsked] = useState(true)
  useEffect(() => {
    if (!isAsked) return undefined
    let gone = false
    void isReached().then((reached) => {
      if (gone) return
      setMissing(!reached)
      setAsked(false)
    })
    return () => {
      gone = true
    }
  }, [isAsked])
  useEffect(() => {
    const hear = () => setAsked(true)
    window.addEventListener('online', hear)
    window.addEventListener('offline', hear)
    return () => {
      window.removeEventListener('online', hear)
      window.removeEventListener('offline', hear)
    }
  }, [])
  return { isMissing, isAsked, ask: () => setAsked(true) }
}

async function isReached(): Promise<boolean> {
  if (!navigator.onLine) return false
  try {
    const signal = AbortSignal.timeout(20_000)
    const { ok, headers } = await fetch('/api/installation', { cache: 'no-store', signal })
    // The page of a Wi-Fi that wants a password answers everything, and is not ours.
    return !ok || headers.get('content-type')?.includes('json') === true
  } catch {
    return false
  }
}
