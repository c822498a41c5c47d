import { undo } from '../acts.ts'
import { listEntriesOf } from '../journal-of.ts'
import type { Move } from '../move.ts'
import { isUsed, tabsOf } from './everyday.ts'

/** A mediator takes a pass back that was used at a venue meanwhile: the undo arrives after the use is covered. */
export const lateTakeBack: readonly Move[] = [
  {
    name: 'late-take-back',
    weight: 6,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const acts = (await listEntriesOf(tab)).filter((row) => row.kind === 'handover' && isUsed(town, row))
      if (acts.length > 0) await undo(town, tab, pick(acts))
    },
  },
]
