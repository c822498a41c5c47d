import { useEffect, useEffectEvent } from 'react'
import { MINUTE } from '#domain/instant.ts'
import { scannedTouch } from '#client/scan/scanned-touch.ts'

/** Without a touch for so long, whoever was at work is not there any more. */
export const locksAfter = 5 * MINUTE

/**
 * Calls once nobody has touched the screen for a while, or held a code before the camera. A tablet that slept may not have counted: then the clock of the
 * device says how long it was.
 */
export function useIdle(watching: boolean, now: () => number, onIdle: () => void): void {
  const clock = useEffectEvent(() => ({ page: performance.now(), device: now() }))
  const idle = useEffectEvent(onIdle)
  useEffect(() => {
    if (!watching) return undefined
    let touched = clock()
    let timer: ReturnType<typeof setTimeout> | undefined
    function look(): void {
      const at = clock()
      const waited = Math.max(at.page - touched.page, at.device - touched.device)
      clearTimeout(timer)
      if (waited >= locksAfter) idle()
      else timer = setTimeout(look, locksAfter - waited)
    }
    function touch(): void {
      touched = clock()
    }
    const acts = ['pointerdown', 'keydown', 'wheel', 'scroll', scannedTouch] as const
    for (const act of acts) document.addEventListener(act, touch, { capture: true, passive: true })
    document.addEventListener('visibilitychange', look)
    look()
    return () => {
      clearTimeout(timer)
      for (const act of acts) document.removeEventListener(act, touch, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [watching])
}
