import type { Picture } from './fake-camera.ts'
import { filmCode, plainScene, type Scene } from './film-code.ts'
import { samplePassCode } from './sample-codes.ts'

/** One frame of the corpus: what is wrong with it, and what it says. */
export type CorpusFrame = { readonly condition: string; readonly text: string; readonly picture: Picture }

/** Pixels of a side: what the box of the view-finder gives to the decoder from a camera of 1280×720. */
export const corpusSide = 540
const framesPerCondition = 4

/** What is wrong with a code, from what a desk sees each day to what a person would have to help with. */
export const conditions: Readonly<Record<string, Partial<Scene>>> = {
  'as it should be': { pixelsPerModule: 8 },
  'at half the box': { pixelsPerModule: 5 },
  'far: 3 pixels a module': { pixelsPerModule: 3 },
  'far: 2 pixels a module': { pixelsPerModule: 2, blur: 0.5 },
  'far: 1.6 pixels a module': { pixelsPerModule: 1.6, blur: 0.4 },
  'too near: the corners touch the frame': { pixelsPerModule: 10.2, turn: 2 },
  'turned by 45°': { turn: 45 },
  'upside down': { turn: 187 },
  'out of the middle': { pixelsPerModule: 4, offset: { x: 130, y: -120 } },
  'tilted by 30°': { tilt: 30, lean: 20 },
  'tilted by 45°': { tilt: 45, lean: 70 },
  'tilted by 55°': { tilt: 55, lean: 110, pixelsPerModule: 7 },
  'grain of a dark room': { noise: 15 },
  'much grain': { noise: 30 },
  'very much grain': { noise: 45, pixelsPerModule: 7 },
  'little contrast': { ink: 105, paper: 150 },
  'hardly any contrast': { ink: 120, paper: 142, noise: 3 },
  'dim: a cellar': { ink: 12, paper: 50, noise: 5 },
  'dim and grainy': { ink: 12, paper: 50, noise: 10, pixelsPerModule: 7 },
  'blinding light': { ink: 170, paper: 255, noise: 5 },
  'a little out of focus': { blur: 1.8 },
  'out of focus': { blur: 2.6 },
  'much out of focus': { blur: 3.2, pixelsPerModule: 7 },
  'moved by half a module': { motion: 3 },
  'moved by a module': { motion: 6 },
  'moved, far and grainy': { motion: 2, pixelsPerModule: 3.5, noise: 12 },
  'a hard shadow': { shadow: 0.6 },
  'a very hard shadow': { shadow: 0.8 },
  'a shining spot': { glare: 4 },
  'a large shining spot': { glare: 7 },
  'stained and scratched: 4 %': { damage: 0.04 },
  'stained and scratched: 6 %': { damage: 0.06 },
  'stained and scratched: 8 %': { damage: 0.08 },
  'white on black, as on a telephone at night': { ink: 225, paper: 25 },
  'a fold of 20°': { crease: 20 },
  'a fold of 28° in grainy light': { crease: 28, noise: 12 },
  'kept in a roll': { bend: 34 },
  'kept in a tight roll': { bend: 32, turn: 12 },
  'a printer that lacks lines': { streaks: 0.12 },
  'a printer without toner': { ink: 150, paper: 205, streaks: 0.1, noise: 8 },
  'all at once: far, moved, tilted, grainy': {
    pixelsPerModule: 3.5,
    motion: 2,
    tilt: 25,
    lean: 40,
    noise: 12,
  },
}

/** Beyond what any decoder here reads, and what a person is told to do about it: flatten the paper, make light. */
export const beyond: Readonly<Record<string, Partial<Scene>>> = {
  'a fold of 35°': { crease: 35 },
  'kept in a very tight roll': { bend: 28 },
  'far: 1.3 pixels a module': { pixelsPerModule: 1.3, blur: 0.4 },
  'moved by two modules': { motion: 12 },
}

const scenes = { ...conditions, ...beyond }

/** Frames made anew at each call, the same each time: nothing large is kept in the repository. */
export function* scanCorpus(names: readonly string[] = Object.keys(conditions)): Generator<CorpusFrame> {
  for (const condition of names) {
    const at = Object.keys(scenes).indexOf(condition)
    for (let i = 0; i < framesPerCondition; i++) {
      const seed = 1 + at * framesPerCondition + i
      const scene = { ...plainScene, ...scenes[condition] }
      // No hand holds a code twice the same way.
      const held = {
        ...scene,
        turn: scene.turn + ((seed * 7) % 11) - 5,
        offset: { x: scene.offset.x + ((seed * 5) % 9) - 4, y: scene.offset.y + ((seed * 3) % 7) - 3 },
      }
      const code = samplePassCode(seed)
      yield {
        condition,
        text: code.text,
        picture: filmCode(code, held, { width: corpusSide, height: corpusSide, seed }),
      }
    }
  }
}
