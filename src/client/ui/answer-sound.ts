import type { VerdictLook } from './verdict-shape.tsx'

type Tone = { readonly hertz: number; readonly from: number; readonly lasts: number }

/** Each answer has its own short figure: pitch and rhythm differ, so that a noisy hall leaves one of the two. Seconds. */
const figures: Readonly<Record<VerdictLook, readonly Tone[]>> = {
  yes: [{ hertz: 1175, from: 0, lasts: 0.12 }],
  'yes-to-confirm': [
    { hertz: 1175, from: 0, lasts: 0.12 },
    { hertz: 784, from: 0.16, lasts: 0.06 },
  ],
  noted: [
    { hertz: 587, from: 0, lasts: 0.14 },
    { hertz: 587, from: 0.24, lasts: 0.14 },
  ],
  no: [{ hertz: 196, from: 0, lasts: 0.4 }],
  unread: [{ hertz: 392, from: 0, lasts: 0.06 }],
}

/** Milliseconds on, off, on: for a hall where nothing is heard. iOS has none, so it is never the only way. */
const shakes: Readonly<Record<VerdictLook, number[]>> = {
  yes: [80],
  'yes-to-confirm': [80, 40, 80],
  noted: [80, 80, 80, 80, 80],
  no: [400],
  unread: [40],
}

/** Makes an answer heard and felt beside what is seen. Silent when muted, and until the first touch of the page. */
export function soundAnswer(look: VerdictLook): void {
  // Without vibration, or before the first touch, browsers answer false or throw nothing.
  navigator.vibrate?.(shakes[look])
  if (muted) return
  // The first touch may have come before this part of the app.
  if ((navigator as WithActivation).userActivation?.hasBeenActive) speaker ??= new AudioContext()
  if (!speaker) return
  void speaker.resume()
  for (const tone of figures[look]) play(speaker, tone)
}

export function isMuted(): boolean {
  return muted
}

/** Remembered on this device; without storage, until the page is left. */
export function setMuted(now: boolean): void {
  muted = now
  try {
    localStorage.setItem(remembered, now ? 'yes' : 'no')
  } catch {
    // Storage is full or refused.
  }
  for (const tell of listeners) tell()
}

export function listenToMuted(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Browsers let a page sound only after a person touched it: the first touch makes the speaker ready. */
export function unlockSound(): void {
  const unlock = () => {
    speaker ??= new AudioContext()
    void speaker.resume()
  }
  for (const touch of ['pointerdown', 'keydown'])
    addEventListener(touch, unlock, { once: true, capture: true })
}

/** Older browsers have none. */
type WithActivation = { readonly userActivation?: UserActivation }

const remembered = 'carnet.muted'
const listeners = new Set<() => void>()
const loudness = 0.4
let speaker: AudioContext | undefined
let muted = recall()

function recall(): boolean {
  try {
    return localStorage.getItem(remembered) === 'yes'
  } catch {
    return false
  }
}

/** A little fade at both ends: a square edge clicks. */
function play(context: AudioContext, { hertz, from, lasts }: Tone): void {
  const begins = context.currentTime + from
  const ends = begins + lasts
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.type = 'triangle'
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0, begins)
  gain.gain.linearRampToValueAtTime(loudness, begins + 0.01)
  gain.gain.setValueAtTime(loudness, ends - 0.01)
  gain.gain.linearRampToValueAtTime(0, ends)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(begins)
  oscillator.stop(ends)
}
