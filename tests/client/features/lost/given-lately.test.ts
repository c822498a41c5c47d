import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenLately } from '#client/features/lost/given-lately.ts'
import { calendarDayOf, DAY } from '#domain/instant.ts'

const timeZone = 'Europe/Paris'
const now = Date.UTC(2026, 10, 27, 9)

const someHandovers = fc
  .array(fc.record({ at: fc.integer({ min: now - 3 * DAY, max: now }) }), { maxLength: 60 })
  .map((handovers) => handovers.toSorted((a, b) => b.at - a.at))

test('[T189] every handover of today is there to be blocked, however many, and the last eight of any day', () => {
  fc.assert(
    fc.property(someHandovers, (handovers) => {
      const isToday = ({ at }: { readonly at: number }) =>
        calendarDayOf(at, timeZone) === calendarDayOf(now, timeZone)
      const count = Math.max(8, handovers.filter(isToday).length)
      expect(givenLately(handovers, { now, timeZone })).toEqual(handovers.slice(0, count))
    }),
  )
})
