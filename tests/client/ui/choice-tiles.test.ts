import { expect, test } from 'vitest'
import { chosenAfter } from '#client/ui/choice-tiles.tsx'

const choices = ['isolated', 'seeks-work', 'none', 'not-said'].map((value) => ({
  value,
  label: value,
  alone: value.startsWith('no'),
}))
const [isolated, seeksWork, none] = choices

test('several choices add up, and leave when they are pressed again', () => {
  expect(isolated && chosenAfter(choices, ['seeks-work'], isolated)).toEqual(['seeks-work', 'isolated'])
  expect(seeksWork && chosenAfter(choices, ['seeks-work'], seeksWork)).toEqual([])
})

test('a choice that stands alone removes the others, and leaves with any other', () => {
  expect(none && chosenAfter(choices, ['isolated', 'seeks-work'], none)).toEqual(['none'])
  expect(isolated && chosenAfter(choices, ['none'], isolated)).toEqual(['isolated'])
})
