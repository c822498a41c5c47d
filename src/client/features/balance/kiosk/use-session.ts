import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  beginSession,
  extendSession,
  presenceAt,
  touchSession,
  type Presence,
  type Session,
} from './presence.ts'

export type KioskSession = {
  readonly presence: Presence | undefined
  readonly begin: () => void
  readonly extend: () => void
  readonly end: () => void
}

/**
 * One person at the tablet. `onEnd` empties the screen: when they say so, when nobody answers, and before the page is
 * hidden, locked or left, so that no picture of it is kept.
 */
export function useSession(onEnd: () => void): KioskSession {
  const [session, setSession] = useState<Session>()
  const [now, setNow] = useState(() => performance.now())
  const presence = session && presenceAt(session, Math.max(now, session.touchedAt))
  const isAsked = presence?.type === 'asked'
  const isGone = presence?.type === 'gone'

  const end = useEffectEvent(() => {
    setSession(undefined)
    onEnd()
  })
  const touch = useEffectEvent(() => {
    // While it asks, only an answer counts.
    if (session && !isAsked) setSession(touchSession(session, performance.now()))
  })

  useEffect(() => {
    const touched = () => touch()
    const hidden = () => {
      if (document.visibilityState === 'hidden') flushSync(() => end())
    }
    const left = () => flushSync(() => end())
    const acts = ['pointerdown', 'keydown', 'wheel', 'scroll'] as const
    for (const act of acts) document.addEventListener(act, touched, { capture: true, passive: true })
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', left)
    return () => {
      for (const act of acts) document.removeEventListener(act, touched, { capture: true })
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', left)
    }
  }, [])

  // Each second while it asks, so that the seconds are seen; else once, when it is time to ask.
  useEffect(() => {
    if (!session || !presence || presence.type === 'gone') return undefined
    const wait = isAsked
      ? 1000 - ((performance.now() - session.touchedAt) % 1000)
      : presence.until - performance.now()
    const timer = setTimeout(() => setNow(performance.now()), Math.max(0, wait))
    return () => clearTimeout(timer)
  }, [session, presence?.type, now])

  useEffect(() => {
    if (isGone) end()
  }, [isGone])

  return {
    presence: isGone ? undefined : presence,
    begin: () => setSession(beginSession(performance.now())),
    extend: () => setSession((before) => before && extendSession(before, performance.now())),
    end: () => {
      setSession(undefined)
      onEnd()
    },
  }
}

/** Whole seconds until then, at least one. */
export function secondsUntil(until: number): number {
  return Math.max(1, Math.ceil((until - performance.now()) / 1000))
}
