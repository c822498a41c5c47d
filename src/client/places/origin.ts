import type { Position } from '#domain/distance.ts'

/** Where a person starts from. */
export type Origin =
  | { readonly by: 'me' | 'here'; readonly position: Position }
  | { readonly by: 'commune'; readonly name: string; readonly position: Position }

export type Locating = 'idle' | 'searching' | 'denied' | 'not-found'

/** Where the device is, asked of the browser, which asks the person. It stays on the device. */
export async function locate(): Promise<Position | 'denied' | 'not-found'> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'not-found'),
      // A street away is near enough, and a position of ten minutes ago costs no waiting.
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 },
    )
  })
}

const remembered = 'carnet.from'

/** The commune that was chosen on this phone; where somebody is at a moment is not kept. */
export function rememberOrigin(origin: Origin): void {
  try {
    if (origin.by === 'commune') localStorage.setItem(remembered, JSON.stringify(origin))
    else localStorage.removeItem(remembered)
  } catch {
    // Storage is full or refused.
  }
}

export function recallOrigin(): Origin | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(remembered) ?? 'null') as Partial<Origin> | null
    const { latitude, longitude } = kept?.position ?? {}
    if (kept?.by !== 'commune' || typeof kept.name !== 'string') return undefined
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
    return { by: 'commune', name: kept.name, position: { latitude, longitude } }
  } catch {
    return undefined
  }
}
