/** Keeps the screen lit while somebody scans, where the browser can; it gives up the lock when the page is hidden. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  let over = false

  async function hold(): Promise<void> {
    if (over || document.hidden || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (over) await lock.release()
    } catch {
      // A battery that is nearly empty refuses: the screen then goes dark as usual.
    }
  }

  function follow(): void {
    void hold()
  }

  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', follow)
    void lock?.release().catch(() => undefined)
  }
}
