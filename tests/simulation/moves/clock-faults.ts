import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import type { Move } from '../move.ts'

/** A tablet's clock is set by hand, by days or by minutes, ahead or back. */
export const clockFaults: readonly Move[] = [
  {
    name: 'set-clock',
    weight: 5,
    play: async (town, pick) => {
      const tablet = pick(town.tablets)
      tablet.clockError = pick([-3 * DAY, -HOUR, -4 * MINUTE, 0, 4 * MINUTE, HOUR, 3 * DAY])
      town.trace.note(`  ${tablet.name} by ${tablet.clockError / MINUTE} minutes`)
    },
  },
]
