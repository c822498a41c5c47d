const remembered = 'carnet.kept-pass'

/** The digits or the number of the pass that the holder of this phone keeps on it, because they said so. */
export function keptPass(): string | undefined {
  try {
    return localStorage.getItem(remembered) ?? undefined
  } catch {
    return undefined
  }
}

/** False where the phone keeps nothing. */
export function keepPass(text: string): boolean {
  try {
    localStorage.setItem(remembered, text)
    return true
  } catch {
    return false
  }
}

export function forgetPass(): void {
  try {
    localStorage.removeItem(remembered)
  } catch {
    // Then it was never kept.
  }
}

/** The app was opened from its own picture on the phone's screen. */
export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    (navigator as { readonly standalone?: boolean }).standalone === true
  )
}

/** From the phone's own screen the kept pass opens at once. */
export function openKeptPass(): void {
  const kept = keptPass()
  if (kept === undefined || location.pathname !== '/' || !isInstalled()) return
  if (/^\d{100,}$/.test(kept)) history.replaceState(null, '', `/p#${kept}`)
  else history.replaceState({ number: kept }, '', '/p')
}
