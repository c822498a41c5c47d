import { loadCode128 } from '#client/print/code-128.ts'
import type { PassNumber } from '#protocol/pass-number.ts'
import { filmCode, plainScene, type Scene } from './film-code.ts'
import type { SampleCode } from './sample-codes.ts'
import type { CorpusFrame } from './scan-corpus.ts'

/** Pixels of a side: a photograph in which the bars fill two thirds of the width. */
const side = 1000
/** Modules: 6 mm of the paper, as they are printed. */
const height = 26

/** What is wrong with the bars of a pass in a photograph; they are looked at where the square code is torn off. */
export const barConditions: Readonly<Record<string, Partial<Scene>>> = {
  'as they should be': {},
  'turned by 20°': { turn: 20 },
  'upside down': { turn: 182 },
  'on their side': { turn: 93 },
  'tilted by 25°': { tilt: 25, lean: 80 },
  'grain of a dark room': { noise: 15 },
  'little contrast': { ink: 105, paper: 150 },
  'dim: a cellar': { ink: 12, paper: 50, noise: 5 },
  'a little out of focus': { blur: 1.6 },
  'moved by half a module': { motion: 2 },
  'a hard shadow': { shadow: 0.6 },
  'stained and scratched: 4 %': { damage: 0.04 },
  'a printer that lacks lines': { streaks: 0.12 },
  'white on black, as on a telephone at night': { ink: 225, paper: 25 },
}

/** Each condition once, the same at each call. */
export async function barCorpus(numbers: readonly PassNumber[]): Promise<readonly CorpusFrame[]> {
  const draw = await loadCode128()
  return Object.entries(barConditions).map(([condition, changes], at) => {
    const number = numbers[at % numbers.length]
    if (number === undefined) throw new Error('the corpus of bars wants a number')
    const { modules, bars } = draw(number)
    const ink = new Set(bars.flatMap((bar) => Array.from({ length: bar.width }, (_, step) => bar.at + step)))
    const top = Math.round((modules - height) / 2)
    const code: SampleCode = {
      text: number,
      modules,
      isInk: (column, row) => row >= top && row < top + height && ink.has(column),
    }
    const scene = { ...plainScene, pixelsPerModule: 4, ...changes }
    return {
      condition,
      text: number,
      picture: filmCode(code, scene, { width: side, height: side, seed: at + 1 }),
    }
  })
}
