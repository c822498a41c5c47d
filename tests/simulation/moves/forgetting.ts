import { DAY } from '#domain/instant.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { forgetBackedUpEntries } from '#client/store/forget-entries.ts'
import { exchange } from '../acts.ts'
import { backUp } from '../backup.ts'
import { bringFileOf } from '../bring-file.ts'
import { oneIn, type Move } from '../move.ts'
import { passTime, publishNow } from '../town.ts'
import { deliver, tabsOf } from './everyday.ts'
import { comeBack } from './restore-faults.ts'

/** Backups while acts come, the newest of them restored, and tablets that forget what they hold. */
export const forgetting: readonly Move[] = [
  {
    name: 'back-up-under-way',
    weight: 2,
    play: (town, pick) =>
      backUp(town, async () => {
        const comes = pick(['nothing', 'nothing', 'a push', 'a file'])
        const flight = town.network.flights.find(({ request }) => request.path === '/api/push')
        if (comes === 'a push' && flight) await deliver(town, flight)
        if (comes !== 'a file') return
        const tab = pick(tabsOf(town))
        await bringFileOf(town, tab, tab.tablet.device, tab)
      }),
  },
  {
    name: 'restore-newest',
    weight: 1,
    play: async (town) => {
      const newest = town.server.backups.at(-1)
      if (newest) await comeBack(town, newest)
    },
  },
  {
    name: 'a-month',
    weight: 1,
    play: async (town, pick) => {
      const isOnlyTime = pick(oneIn(3))
      await passTime(town, 31 * DAY)
      if (isOnlyTime) return
      for (let round = 0; round < 3; round++) {
        await publishNow(town)
        for (const { tabs } of town.tablets) if (tabs[0]) await exchange(town, tabs[0], 'all', true)
      }
      for (const { tabs, device, name } of town.tablets) {
        const [tab] = tabs
        // As in the app: only after an exchange that went well.
        const exchanged = (tab && (await enrolmentOf(tab.store, device))?.lastExchange) ?? 0
        if (!tab || exchanged < town.clock.now()) continue
        const left = await forgetBackedUpEntries(tab.store, device)
        if (left > 0) town.trace.note(`  ${left} acts have left ${name}`)
      }
    },
  },
]
