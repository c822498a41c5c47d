import fc from 'fast-check'
import { expect, test } from 'vitest'
import { communesLike, communesOf } from '#domain/communes.ts'
import { findPlaces, firstPlaces, sortPlaces, type Sought } from '#domain/nearest-places.ts'
import type { Service } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import { aStructure } from '#tests/support/builders.ts'

const services: readonly Service[] = [
  { id: 'email', cheques: 1, name: { fr: 'Messagerie' } },
  { id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas' } },
]
const vincennes = { latitude: 48.8474, longitude: 2.4396 }
/** A Wednesday, ten in the morning. */
const morning = { day: '2026-11-25', minute: 600 }
const sought: Sought = { services, from: vincennes, at: morning }

test('[B35] only venues that accept a pass today for what is sought are found', () => {
  const email = venue({ id: 'a', qualifications: [qualified('2026-01-01', '2026-12-31', ['email'])] })
  const over = venue({ id: 'b', qualifications: [qualified('2026-01-01', '2026-11-24', ['email'])] })
  const later = venue({ id: 'c', qualifications: [qualified('2026-11-26', '2026-12-31', ['email'])] })
  const never = venue({ id: 'd', qualifications: [] })
  const found = findPlaces([email, over, later, never], sought)
  expect(found.map(({ structure }) => structure.id)).toEqual(['a'])
  expect(found[0]?.services.map(({ id }) => id)).toEqual(['email'])
  expect(findPlaces([email], { ...sought, services: services.slice(1) })).toEqual([])
})

test('[B35] hours that we cannot read, or that are not known, are not an open door', () => {
  const [raw, none] = findPlaces([venue({ hours: 'Mo-Fr 09:00+' }), venue({ hours: '' })], sought)
  expect([raw?.state, none?.state]).toEqual([{ type: 'unknown' }, { type: 'unknown' }])
  expect([raw?.hours, none?.hours]).toEqual([undefined, undefined])
})

test('[B35] an open place comes before a nearer one that is closed, but not from the other end of the region', () => {
  const shut = venue({ id: 'shut', hours: 'Mo 09:00-12:00', ...north(100) })
  const open = venue({ id: 'open', hours: 'We 09:00-12:00', ...north(4000) })
  const far = venue({ id: 'far', hours: 'We 09:00-12:00', ...north(9000) })
  const places = findPlaces([far, shut, open], sought)
  expect(firstPlaces(places, 3).map(({ structure }) => structure.id)).toEqual(['open', 'shut', 'far'])
  expect(firstPlaces(places, 1).map(({ structure }) => structure.id)).toEqual(['open'])
})

test('[B35] no place is lost or shown twice, each stands in the group of its state, the nearest first', () => {
  const hours = fc.constantFrom('We 09:00-12:00', 'Mo 09:00-12:00', '24/7', '', 'Jan Mo 09:00-12:00')
  const structures = fc.array(
    fc.record({ metres: fc.integer({ min: 0, max: 20_000 }), hours, nowhere: fc.boolean() }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(structures, fc.integer({ min: 0, max: 40 }), (drawn, count) => {
      const places = findPlaces(
        drawn.map(({ metres, hours: written, nowhere }, index) =>
          venue({
            id: `${index}`,
            hours: written,
            ...(nowhere ? { latitude: undefined, longitude: undefined } : north(metres)),
          }),
        ),
        sought,
      )
      const { open, unsure, closed } = sortPlaces(places)
      const ids = [...open, ...unsure, ...closed].map(({ structure }) => structure.id)
      expect(ids.toSorted()).toEqual(drawn.map((_, index) => `${index}`).toSorted())
      for (const group of [open, unsure, closed]) {
        const distances = group.map(({ metres }) => metres ?? Infinity)
        expect(distances).toEqual(distances.toSorted((a, b) => a - b))
      }
      expect(open.every(({ state }) => state.type === 'open')).toBe(true)
      expect(closed.every(({ state }) => state.type === 'closed')).toBe(true)
      const first = firstPlaces(places, count).map(({ structure }) => structure.id)
      expect(first).toHaveLength(Math.min(count, drawn.length))
      expect(new Set(first).size).toBe(first.length)
    }),
  )
})

test('[B37] a commune is found by the beginning of a word or of its postcode, whatever its accents and hyphens', () => {
  const communes = communesOf([
    venue({ commune: 'Saint-Denis', postcode: '93200', latitude: 48.93, longitude: 2.35 }),
    venue({ commune: 'Saint-Denis', postcode: '93200', latitude: 48.95, longitude: 2.37 }),
    venue({ commune: 'Créteil', postcode: '94000' }),
    venue({ commune: 'Nulle-Part', postcode: '93999', latitude: undefined, longitude: undefined }),
  ])
  expect(communes.map(({ name }) => name)).toEqual(['Créteil', 'Saint-Denis'])
  expect(communes[1]?.position.latitude).toBeCloseTo(48.94)
  expect(communes[1]?.position.longitude).toBeCloseTo(2.36)
  const found = (typed: string) => communesLike(communes, typed).map(({ name }) => name)
  expect(found('saint d')).toEqual(['Saint-Denis'])
  expect(found('DENIS')).toEqual(['Saint-Denis'])
  expect(found('creteil')).toEqual(['Créteil'])
  expect(found('932')).toEqual(['Saint-Denis'])
  expect(found('enis')).toEqual([])
  expect(found(' ')).toEqual([])
})

function venue(changes: Partial<Structure>): Structure {
  return aStructure({ qualifications: [qualified('2026-01-01', '2026-12-31', ['email'])], ...changes })
}

function qualified(from: string, to: string, ids: readonly string[]) {
  return { from, to, services: ids }
}

/** So many metres north of where the person stands. */
function north(metres: number) {
  return { latitude: vincennes.latitude + metres / 111_195, longitude: vincennes.longitude }
}
