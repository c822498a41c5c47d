import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenLately } from '#client/features/lost/given-lately.ts'
import { calendarDayOf, DAY } from '#domain/instant.ts'

const timeZone = 'Europe/Paris'
const now = Date.UTC(2026, 10, 27, 9)

const anAct = fc.record({
  kind: fc.constantFrom('handover', 'redemption'),
  undoneBy: fc.constantFrom(undefined, '0190f6f0-0000-7000-8000-000000000000'),
  device: fc.constantFrom('here', 'there'),
  at: fc.integer({ min: now - 3 * DAY, max: now }),
})
const someActs = fc.array(anAct, { maxLength: 60 }).map((acts) => acts.toSorted((a, b) => b.at - a.at))

test('[T189] every handover of today is there to be blocked, however many, and the last eight of any day', () => {
  fc.assert(
    fc.property(someActs, (acts) => {
      const shown = givenLately(acts, { device: 'here', now, timeZone })
      const own = acts.filter((act) => act.kind === 'handover' && !act.undoneBy && act.device === 'here')
      const today = own.filter(({ at }) => calendarDayOf(at, timeZone) === calendarDayOf(now, timeZone))
      expect(shown).toEqual(own.slice(0, Math.max(8, today.length)))
    }),
  )
})
