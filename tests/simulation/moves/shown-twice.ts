import { SECOND } from '#domain/instant.ts'
import { exchange, give, take } from '../acts.ts'
import type { Move } from '../move.ts'
import { passTime } from '../town.ts'
import { said, tabsOf } from './everyday.ts'

/** One card, given by the desk, is shown at two tablets without a network: what was taken later is sent first. */
export const shownTwice: readonly Move[] = [
  {
    name: 'show-twice',
    weight: 6,
    play: async (town, pick) => {
      const code = pick(town.codes.filter(({ batch }) => batch === 1))
      const desk = pick(tabsOf(town).filter(({ tablet }) => tablet.structure === 'desk'))
      const venues = tabsOf(town).filter(({ tablet }) => tablet.structure !== 'desk')
      const first = pick(venues)
      const second = pick(venues.filter(({ tablet }) => tablet !== first.tablet))
      await give(town, desk, code, said)
      await exchange(town, desk, 'push', true)
      for (const tab of [first, second]) {
        const asked = { code, service: 'workshop', typed: false } as const
        await take(town, tab, { ...asked, live: false, straight: true, servesAnyway: true })
        await passTime(town, SECOND)
      }
      for (const tab of [second, first]) await exchange(town, tab, 'push', true)
    },
  },
]
