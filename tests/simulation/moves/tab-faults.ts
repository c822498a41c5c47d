import { exchange } from '../acts.ts'
import type { Move } from '../move.ts'
import { crashPoints, dieInNextWrite, writePoints } from '../tablet.ts'
import { reopenTab } from '../tab-life.ts'
import { publishNow } from '../town.ts'
import { tabsOf } from './everyday.ts'

/** A tab that dies at any step of the journal, or while it waits for an answer. */
export const tabFaults: readonly Move[] = [
  {
    name: 'die-in-next-act',
    weight: 5,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      tab.crash = pick(crashPoints)
      town.trace.note(`  ${tab.tablet.name}: ${tab.crash}`)
    },
  },
  {
    name: 'die-in-next-write',
    weight: 2,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      dieInNextWrite(tab, pick(writePoints))
      town.trace.note(`  ${tab.tablet.name}: ${tab.crash}`)
      if (pick(['in an act', 'in an exchange']) === 'in an act') return
      await publishNow(town)
      await exchange(town, tab, 'all', true)
    },
  },
  {
    name: 'die-now',
    weight: 4,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      town.trace.note(`  ${tab.tablet.name}`)
      await reopenTab(town, tab)
    },
  },
]
