/** What a person may set on the camera that films (W3C "MediaStream Image Capture"); absent where it cannot. */
export type TrackControls = {
  readonly torch: boolean
  readonly zoom: Range | undefined
}

/** `now`: where it stands; a telephone of several lenses begins above `min`, which is its widest one. */
export type Range = {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly now: number
}

type Track = Pick<MediaStreamTrack, 'applyConstraints' | 'getSettings'> & {
  readonly getCapabilities?: () => object
}

export function controlsOf(track: Track): TrackControls {
  const capabilities = capabilitiesOf(track)
  return { torch: Reflect.get(capabilities, 'torch') === true, zoom: rangeOf(track, 'zoom') }
}

/** A camera that was left on a fixed focus does not read what comes near. */
export async function focusContinuously(track: Track): Promise<void> {
  const modes: unknown = Reflect.get(capabilitiesOf(track), 'focusMode')
  if (Array.isArray(modes) && modes.includes('continuous')) await ask(track, { focusMode: 'continuous' })
}

/** False when the camera would not. */
export async function setTorch(track: Track, torch: boolean): Promise<boolean> {
  return ask(track, { torch })
}

export async function setZoom(track: Track, zoom: number): Promise<boolean> {
  return ask(track, { zoom })
}

async function ask(track: Track, constraint: object): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [constraint] })
    return true
  } catch {
    return false
  }
}

// Firefox has no capabilities of a track.
function capabilitiesOf(track: Track): object {
  return track.getCapabilities?.() ?? {}
}

function rangeOf(track: Track, name: string): Range | undefined {
  const value: unknown = Reflect.get(capabilitiesOf(track), name)
  if (typeof value !== 'object' || value === null) return undefined
  const [min, max, step] = ['min', 'max', 'step'].map((key) => Number(Reflect.get(value, key)))
  if (min === undefined || max === undefined || !(max > min)) return undefined
  const now: unknown = Reflect.get(track.getSettings(), name)
  return {
    ...{ min, max },
    step: step !== undefined && step > 0 ? step : (max - min) / 20,
    now: typeof now === 'number' ? now : min,
  }
}
