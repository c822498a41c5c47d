import { useEffect, useState } from 'react'
import { MINUTE, type Instant } from '#domain/instant.ts'

/** The beginning of this minute; a new one each minute while the screen is seen. */
export function useMinute(): Instant {
  const [minute, setMinute] = useState(() => begun(Date.now()))
  useEffect(() => {
    const tick = () => setMinute(begun(Date.now()))
    const timer = setInterval(tick, MINUTE / 4)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [])
  return minute
}

function begun(now: Instant): Instant {
  return now - (now % MINUTE)
}
