import { writeFakeCamera, type Picture } from './fake-camera.ts'
import { filmCode, plainScene, type Scene } from './film-code.ts'
import { samplePassCode } from './sample-codes.ts'

const framesPerSecond = 10
const width = 1280
const height = 720

/**
 * Eight seconds at a desk, which Chromium repeats: a hand brings a pass, trembles, the lens looks for its focus, the pass
 * leans, then worn ones lie in a shadow and under a lamp. `share` runs from 0 to 1 within a scene; each has a code of its own.
 */
const scenes: readonly { readonly seconds: number; readonly at: (share: number) => Partial<Scene> }[] = [
  { seconds: 1, at: (share) => ({ pixelsPerModule: 2 + 4.4 * share, motion: 3 * (1 - share), blur: 1 }) },
  { seconds: 3, at: () => ({ pixelsPerModule: 6.4, motion: 1.5, noise: 8 }) },
  { seconds: 1, at: (share) => ({ pixelsPerModule: 6.4, blur: 0.7 + 2.6 * Math.sin(share * Math.PI) }) },
  { seconds: 1, at: (share) => ({ tilt: 42 * Math.sin(share * Math.PI), lean: 60, pixelsPerModule: 6 }) },
  {
    seconds: 0.8,
    at: (share) => ({ shadow: 0.55, crease: 18, damage: 0.03, noise: 10, pixelsPerModule: 5 + share }),
  },
  { seconds: 0.8, at: () => ({ glare: 3.5, bend: 40, noise: 8, pixelsPerModule: 6 }) },
]

/** What the codes of the clip say, one a scene: nothing else may be read from it. */
export const textsOfClip: readonly string[] = scenes.map((_, at) => samplePassCode(at + 1).text)

/** Writes the clip for Chromium to film: about a hundred megabytes, made anew each time. */
export function writeHandHeldClip(file: string): void {
  writeFakeCamera(
    file,
    [...framesOfClip()].map(({ picture }) => picture),
  )
}

/** Each picture of the clip, with what it says. */
export function* framesOfClip(): Generator<{ readonly text: string; readonly picture: Picture }> {
  let number = 0
  for (const [index, { seconds, at }] of scenes.entries()) {
    const code = samplePassCode(index + 1)
    const frames = Math.round(seconds * framesPerSecond)
    for (let frame = 0; frame < frames; frame++) {
      number += 1
      const scene = { ...plainScene, blur: 0.7, noise: 6, ...tremor(number), ...at(frame / frames) }
      const picture = onWideTable(filmCode(code, scene, { width: height, height, seed: number }))
      yield { text: code.text, picture }
    }
  }
}

/** Two slow waves and a quick one: a hand that holds a card. Pixels and degrees. */
function tremor(frame: number): Pick<Scene, 'turn' | 'offset'> {
  return {
    turn: 5 * Math.sin(frame / 7) + 2 * Math.sin(frame / 1.7),
    offset: { x: 16 * Math.sin(frame / 5) + 5 * Math.sin(frame * 1.3), y: 12 * Math.cos(frame / 6) },
  }
}

/** The middle of the frame is filmed; to its sides the table goes on, which costs nothing. */
function onWideTable(middle: Picture): Picture {
  const pixels = new Uint8Array(width * height)
  const side = (width - height) / 2
  const edge = 40
  for (let row = 0; row < height; row++) {
    const from = row * height
    const to = row * width
    const table = middle.pixels.subarray(from, from + edge)
    for (let at = 0; at < width; at += edge) pixels.set(table, to + at)
    pixels.set(middle.pixels.subarray(from, from + height), to + side)
  }
  return { width, height, channels: 1, pixels }
}
