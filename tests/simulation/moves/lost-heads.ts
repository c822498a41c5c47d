import { headInterval } from '#domain/programme.ts'
import { exchange } from '../acts.ts'
import { takeBackup } from '../backup.ts'
import type { Move } from '../move.ts'
import { passTime, publishNow } from '../town.ts'
import { tabsOf } from './everyday.ts'
import { comeBack } from './restore-faults.ts'

const headsLost = 8

/** A tablet holds the newest of several heads, and the server comes back from before all of them: it counts on from there. */
export const lostHeads: readonly Move[] = [
  {
    name: 'lose-heads',
    weight: 4,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const backup = await takeBackup(town.server.database)
      for (let head = 0; head < headsLost; head++) {
        await passTime(town, headInterval.most)
        await publishNow(town)
      }
      await exchange(town, tab, 'all', true)
      await comeBack(town, backup)
    },
  },
]
