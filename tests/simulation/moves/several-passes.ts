import { giveTogether, undoTogether } from '../acts-together.ts'
import type { Move } from '../move.ts'
import { isUsed, said, tabsOf } from './everyday.ts'

/** Several passes by one gesture, all or none, and back again. */
export const severalPasses: readonly Move[] = [
  {
    name: 'give-together',
    weight: 4,
    play: async (town, pick) => {
      const desk = pick(tabsOf(town).filter(({ tablet }) => tablet.structure === 'desk'))
      const covers = town.codes.filter(({ cheque }) => cheque === 0)
      await giveTogether(town, desk, [pick(covers), pick(covers)], said)
    },
  },
  {
    name: 'undo-together',
    weight: 2,
    play: async (town, pick) => {
      const gestures = town.gestures.filter(({ acts }) => !acts.some((act) => isUsed(town, act)))
      if (gestures.length > 0) await undoTogether(town, pick(gestures))
    },
  },
  {
    name: 'die-between-passes',
    weight: 2,
    // The storage goes away between the first pass of a gesture and the second.
    play: async (town, pick) => {
      const desk = pick(tabsOf(town).filter(({ tablet }) => tablet.structure === 'desk'))
      const covers = town.codes.filter(({ cheque }) => cheque === 0)
      desk.crash = 'appending-next'
      await giveTogether(town, desk, [pick(covers), pick(covers)], said)
    },
  },
]
