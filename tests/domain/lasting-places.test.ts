import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#domain/instant.ts'
import { lastingPlaces, opensThisWeek } from '#domain/lasting-places.ts'
import { findPlaces, type Place, type Sought } from '#domain/nearest-places.ts'
import type { Service } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import { aStructure } from '#tests/support/builders.ts'

const services: readonly Service[] = [{ id: 'email', cheques: 1, name: { fr: 'Messagerie' } }]
const here = { latitude: 48.8474, longitude: 2.4396 }
/** A Wednesday, ten in the morning. */
const at = { day: '2026-11-25', minute: 600 }
const sought: Sought = { services, from: here, at }

test('[N20] a place that opens this week comes before a nearer one that promises nothing, but not from far away', () => {
  const unknown = venue({ id: 'unknown', hours: '', ...north(100) })
  const tomorrow = venue({ id: 'tomorrow', hours: 'Th 09:00-12:00', ...north(4000) })
  const far = venue({ id: 'far', hours: '24/7', ...north(9000) })
  const places = findPlaces([far, unknown, tomorrow], sought)
  expect(idsOf(lastingPlaces(places, 1, at.day))).toEqual(['tomorrow'])
  expect(idsOf(lastingPlaces(places, 2, at.day))).toEqual(['unknown', 'tomorrow'])
  expect(idsOf(lastingPlaces(places, 5, at.day))).toEqual(['unknown', 'tomorrow', 'far'])
})

test('[N20] a public holiday, or a week without an opening, is no promise', () => {
  const [never, open, later] = findPlaces(
    [venue({ hours: 'Mo-Su off' }), venue({ hours: 'We 09:00-12:00' }), venue({ hours: 'Tu 09:00-12:00' })],
    sought,
  )
  expect([never, open, later].map((place) => place && opensThisWeek(place, at.day))).toEqual([
    false,
    true,
    true,
  ])
  expect(later && opensThisWeek(later, addDays(at.day, -8))).toBe(false)
})

const drawn = fc.array(
  fc.record({
    metres: fc.integer({ min: 0, max: 12_000 }),
    hours: fc.constantFrom('We 09:00-12:00', 'Mo 09:00-12:00', '24/7', '', 'Mo-Su off', 'Jan Mo 09:00-12:00'),
    nowhere: fc.boolean(),
    qualified: fc.boolean(),
  }),
  { maxLength: 25 },
)

test('[N20] at most five, each once, qualified today, the nearest first, and as many as there are', () => {
  fc.assert(
    fc.property(drawn, (venues) => {
      const places = findPlaces(venuesOf(venues), sought)
      const chosen = lastingPlaces(places, 5, at.day)
      expect(chosen).toHaveLength(Math.min(5, venues.filter(({ qualified }) => qualified).length))
      expect(new Set(idsOf(chosen)).size).toBe(chosen.length)
      const metres = chosen.map((place) => place.metres ?? Infinity)
      expect(metres).toEqual(metres.toSorted((a, b) => a - b))
    }),
  )
})

test('[N20] no better place is left out: one that opens this week and is near, or else a nearer one', () => {
  fc.assert(
    fc.property(drawn, (venues) => {
      const places = findPlaces(venuesOf(venues), sought)
      const chosen = lastingPlaces(places, 5, at.day)
      const isGood = (place: Place) => opensThisWeek(place, at.day) && (place.metres ?? 0) <= 5000
      for (const left of places.filter((place) => !chosen.includes(place))) {
        for (const taken of chosen) {
          if (isGood(left)) expect(isGood(taken)).toBe(true)
          if (isGood(left) === isGood(taken)) {
            expect(taken.metres ?? Infinity).toBeLessThanOrEqual(left.metres ?? Infinity)
          }
        }
      }
    }),
  )
})

test('[N20] the choice does not hang on the order of the list', () => {
  const shuffled = drawn.chain((venues) =>
    fc.tuple(fc.constant(venues), fc.shuffledSubarray(venuesOf(venues), { minLength: venues.length })),
  )
  fc.assert(
    fc.property(shuffled, ([venues, other]) => {
      const [one, two] = [venuesOf(venues), other].map((list) =>
        idsOf(lastingPlaces(findPlaces(list, sought), 5, at.day)),
      )
      expect(one).toEqual(two)
    }),
  )
})

function venuesOf(
  venues: readonly { metres: number; hours: string; nowhere: boolean; qualified: boolean }[],
) {
  return venues.map(({ metres, hours, nowhere, qualified }, index) =>
    venue({
      id: `${index}`,
      hours,
      ...(nowhere ? { latitude: undefined, longitude: undefined } : north(metres)),
      ...(!qualified && { qualifications: [] }),
    }),
  )
}

function venue(changes: Partial<Structure>): Structure {
  const qualifications = [{ from: '2026-01-01', to: '2026-12-31', services: ['email'] }]
  return aStructure({ qualifications, ...changes })
}

/** So many metres north of where the person stands. */
function north(metres: number) {
  return { latitude: here.latitude + metres / 111_195, longitude: here.longitude }
}

function idsOf(places: readonly Place[]): readonly string[] {
  return places.map(({ structure }) => structure.id)
}
