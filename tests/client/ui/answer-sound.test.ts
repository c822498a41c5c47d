import { beforeEach, expect, test, vi } from 'vitest'
import type { VerdictLook } from '#client/ui/verdict-shape.tsx'

type Tone = { readonly hertz: number; readonly from: number; readonly lasts: number }

const looks: readonly VerdictLook[] = ['yes', 'yes-to-confirm', 'noted', 'no', 'unread']
let heard: Tone[]
let felt: unknown[]
let touch: EventTarget

// What a browser brings: a speaker, a motor, a memory, the person's touches.
beforeEach(() => {
  heard = []
  felt = []
  touch = new EventTarget()
  vi.resetModules()
  vi.stubGlobal('AudioContext', Speaker)
  vi.stubGlobal('navigator', { vibrate: (pattern: unknown) => felt.push(pattern) })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  vi.stubGlobal('addEventListener', touch.addEventListener.bind(touch))
})

test('[W9] no two answers sound alike, by pitch or by rhythm, nor feel alike', async () => {
  const { soundAnswer, unlockSound } = await import('#client/ui/answer-sound.ts')
  unlockSound()
  touch.dispatchEvent(new Event('pointerdown'))
  const figures = looks.map((look) => {
    heard = []
    soundAnswer(look)
    return heard
  })
  expect(new Set(figures.map((tones) => JSON.stringify(tones))).size).toBe(looks.length)
  expect(new Set(felt.map((pattern) => JSON.stringify(pattern))).size).toBe(looks.length)
  for (const tones of figures) {
    const ends = Math.max(...tones.map(({ from, lasts }) => from + lasts))
    expect(ends).toBeGreaterThan(0)
    // The next code may lie there half a second later.
    expect(ends).toBeLessThanOrEqual(0.5)
  }
  const firsts = figures.map(([tone]) => tone?.hertz)
  expect(firsts[looks.indexOf('no')]).toBeLessThan(Number(firsts[looks.indexOf('yes')]) / 2)
})

test('[W9] nothing sounds before the first touch or once it is muted, and what is felt goes on', async () => {
  const { setMuted, soundAnswer, unlockSound } = await import('#client/ui/answer-sound.ts')
  unlockSound()
  soundAnswer('yes')
  touch.dispatchEvent(new Event('keydown'))
  setMuted(true)
  soundAnswer('yes')
  expect(heard).toEqual([])
  expect(felt).toHaveLength(2)
  setMuted(false)
  soundAnswer('yes')
  expect(heard).toHaveLength(1)
})

test('[W9] an answer sounds also when the first touch came before this part of the app', async () => {
  vi.stubGlobal('navigator', { vibrate: nothing, userActivation: { hasBeenActive: true } })
  const { soundAnswer } = await import('#client/ui/answer-sound.ts')
  soundAnswer('no')
  expect(heard).toHaveLength(1)
})

function Speaker() {
  return {
    currentTime: 0,
    resume: () => Promise.resolve(),
    createGain: () => ({
      gain: { setValueAtTime: nothing, linearRampToValueAtTime: nothing },
      connect: nothing,
    }),
    createOscillator() {
      const frequency = { value: 0 }
      let from = 0
      return {
        frequency,
        connect: (next: unknown) => next,
        start: (at: number) => void (from = at),
        stop: (at: number) => void heard.push({ hertz: frequency.value, from, lasts: at - from }),
      }
    },
  }
}

function nothing(): void {}
