import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needQuestions, suggestServices, type Needs } from '#domain/needs.ts'
import type { Service } from '#domain/programme.ts'

const ids = [
  'first-steps',
  'phone-and-tablet',
  'email',
  'online-procedures',
  'safe-internet',
  'word-processing',
  'job-search',
  'knitting',
]
const services = ids.map((id): Service => ({ id, cheques: 1, name: { fr: id } }))

test('[K285] who can do little begins at the beginning, on what they have; then comes what they want', () => {
  expect(idsOf({ has: 'phone', can: 'little', wants: 'letters' })).toEqual([
    'phone-and-tablet',
    'first-steps',
    'online-procedures',
  ])
  expect(idsOf({ has: 'nothing', can: 'some', wants: 'work' })).toEqual([
    'job-search',
    'email',
    'word-processing',
  ])
  expect(idsOf({ has: 'computer', can: 'much', wants: 'writing' })).toEqual([
    'word-processing',
    'email',
    'safe-internet',
  ])
})

test('[K285] only what the programme offers is suggested, at most three, each once, whatever was answered or skipped', () => {
  const answer = <Value extends string>(values: readonly Value[]) => fc.option(fc.constantFrom(...values))
  fc.assert(
    fc.property(
      fc.tuple(answer(needQuestions.has), answer(needQuestions.can), answer(needQuestions.wants)),
      fc.subarray(services),
      ([has, can, wants], offered) => {
        const needs = { ...(has && { has }), ...(can && { can }), ...(wants && { wants }) }
        const suggested = idsOf(needs, offered)
        expect(suggested.length).toBeLessThanOrEqual(3)
        expect(new Set(suggested).size).toBe(suggested.length)
        expect(suggested.every((id) => id !== 'knitting' && offered.some((one) => one.id === id))).toBe(true)
        if (wants === null && can === null) expect(suggested).toEqual([])
      },
    ),
  )
})

function idsOf(needs: Needs, offered: readonly Service[] = services): readonly string[] {
  return suggestServices(needs, offered).map(({ id }) => id)
}
