import { operatorsOf, removeOperator } from '#client/store/operators.ts'
import { act, nameOf, now } from '../acts.ts'
import type { Move } from '../move.ts'
import { followDevice } from '../tab-life.ts'
import { said, tabsOf } from './everyday.ts'

/** People who share a tablet: they join, take turns at its tabs, and leave. */
export const sharedTablet: readonly Move[] = [
  {
    name: 'join',
    weight: 2,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      await act(town, tab, true, async () => {
        const { store, tablet } = tab
        const asked = { name: said.language, pin }
        await town.parts.addOperator(store, tablet.device, asked, now(town, tab))
        if (!tab.crash) town.trace.note(`  ${nameOf(tab)}: somebody joins`)
      })
    },
  },
  {
    name: 'take-turns',
    weight: 3,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      await followDevice(tab)
      const operators = await operatorsOf(tab.store, tab.tablet.device)
      const turn = pick([...operators.keys(), locked])
      tab.store.atWork.set(operators[turn]?.id)
      town.trace.note(`  ${nameOf(tab)}: ${turn === locked ? 'locked' : turn}`)
    },
  },
  {
    name: 'leave',
    weight: 1,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      await followDevice(tab)
      const operators = await operatorsOf(tab.store, tab.tablet.device)
      if (operators.length === 0) return
      const leaves = pick(operators)
      await removeOperator(tab.store, tab.tablet.device, leaves.id)
      town.trace.note(`  ${nameOf(tab)}: ${operators.indexOf(leaves)} leaves`)
    },
  },
]

const locked = -1

/** Nobody types it here. */
const pin = { salt: new Uint8Array(16), rounds: 1, hash: new Uint8Array(32) }
