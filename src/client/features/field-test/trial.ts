export const supports = ['paper', 'worn', 'screen'] as const
export const distances = ['10', '20', '30', '50'] as const
export const lights = ['day', 'lamp', 'dark'] as const
export const cameras = ['back', 'front'] as const

/** What is tried, in words of our own: nothing of the code, the place or the person. */
export type Setting = {
  readonly support: (typeof supports)[number]
  /** Centimetres from the camera to the code. */
  readonly distance: (typeof distances)[number]
  readonly light: (typeof lights)[number]
  /** Away from who holds the tablet, or towards them as on a kiosk. */
  readonly camera: (typeof cameras)[number]
}

/** One look at a picture of the camera: what it read is not kept. Milliseconds of the page's own time. */
export type Look = { readonly endedAt: number; readonly took: number; readonly read: boolean }

/** One code brought before the camera, from the press on the button. Times in milliseconds of the page's own time. */
export type Trial = Setting & {
  readonly startedAt: number
  /** The picture that the camera gives, `1280x720`. */
  readonly picture: string
  readonly attempts: readonly Look[]
}

/** Seconds until the first read; undefined as long as there was none. */
export function secondsToFirstRead({ startedAt, attempts }: Trial): number | undefined {
  const first = attempts.find(({ read }) => read)
  return first && Math.max(0, first.endedAt - startedAt) / 1000
}

/** How many of the looks at a picture found a code. */
export function readsOf({ attempts }: Trial): number {
  return attempts.filter(({ read }) => read).length
}

const columns = [
  'trial',
  'support',
  'distance_cm',
  'light',
  'camera',
  'picture',
  'seconds_to_first_read',
  'attempts',
  'reads',
  'ms_p50',
  'ms_p95',
] as const

/** RFC 4180; an empty `seconds_to_first_read` is a code that was not read. */
export function csvOf(trials: readonly Trial[]): string {
  const rows = trials.map((trial, at) => {
    const { support, distance, light, camera, picture, attempts } = trial
    const took = attempts.map((look) => look.took).toSorted((a, b) => a - b)
    const reads = readsOf(trial)
    const seconds = secondsToFirstRead(trial)?.toFixed(2) ?? ''
    const times = [0.5, 0.95].map((share) => took[Math.floor(share * took.length)]?.toFixed(1) ?? '')
    const said = [support, distance, light, camera, picture]
    return [at + 1, ...said, seconds, attempts.length, reads, ...times].join(',')
  })
  return [columns.join(','), ...rows, ''].join('\r\n')
}
