import { expect, test } from 'vitest'
import { blocksOf, chequesOf } from '#client/ui/drawn-cheques.ts'

test('the used cheques of a card are its first ones, and the next is the first whole one', () => {
  expect(chequesOf(4, 2, 1).map(({ state, tearing }) => [state, tearing])).toEqual([
    ['used', false],
    ['used', true],
    ['next', false],
    ['whole', false],
  ])
})

test('the used cheques of a booklet are where they were, and tear off by their number', () => {
  const drawn = chequesOf(4, [true, false, false, true], [4])
  expect(drawn.map(({ state }) => state)).toEqual(['used', 'next', 'whole', 'used'])
  expect(drawn.map(({ tearing }) => tearing)).toEqual([false, false, false, true])
})

test('only what is used tears off', () => {
  expect(chequesOf(2, 0, [1]).some(({ tearing }) => tearing)).toBe(false)
  expect(chequesOf(2, 2, 0).some(({ tearing }) => tearing)).toBe(false)
})

test('blocks of ten add up to what is left, the broken one being the next', () => {
  const drawn = blocksOf(200, 37, 3)
  expect(drawn).toHaveLength(20)
  expect(drawn.reduce((sum, { text }) => sum + Number(text), 0)).toBe(163)
  expect(drawn.map(({ state }) => state).slice(0, 5)).toEqual(['used', 'used', 'used', 'next', 'whole'])
  expect(drawn[3]?.text).toBe('3')
  expect(blocksOf(60, 60, 5).map(({ tearing }) => tearing)).toEqual([false, false, false, false, false, true])
})

test('a pass that does not divide by ten has a first block that is smaller', () => {
  expect(blocksOf(45, 0, 0).map(({ text }) => text)).toEqual(['5', '10', '10', '10', '10'])
})
