import { expect, test } from 'vitest'
import { chooseSamples } from '#client/features/samples/chosen-samples.ts'
import type { Sample } from '#protocol/demonstration.ts'

function aSample(changes: Partial<Sample> = {}): Sample {
  return {
    batch: 1,
    pass: 0,
    cheque: 0,
    format: 'card',
    units: 10,
    state: 'active',
    opened: true,
    here: true,
    remaining: 7,
    usedCheques: [],
    lastDay: '2027-01-30',
    text: 'http://carnet.test/p#1',
    number: '000000000000',
    ...changes,
  }
}

function kindsOf(samples: readonly Sample[]): readonly string[] {
  return chooseSamples(samples).map(({ kind }) => kind)
}

test('[B12] each state of a pass has its sample, named by what a trial of it shows', () => {
  expect(kindsOf([aSample()])).toEqual(['active-card'])
  expect(kindsOf([aSample({ remaining: 0 })])).toEqual(['used-up'])
  expect(kindsOf([aSample({ state: 'in-stock' })])).toEqual(['in-stock-card'])
  expect(kindsOf([aSample({ state: 'in-stock', here: false })])).toEqual(['elsewhere'])
  expect(kindsOf([aSample({ state: 'not-active', opened: false })])).toEqual(['not-opened'])
  expect(kindsOf([aSample({ state: 'not-active' })])).toEqual(['not-delivered'])
  for (const state of ['suspended', 'closed'] as const) expect(kindsOf([aSample({ state })])).toEqual([state])
})

test('[B12] of a booklet: its cover, a whole cheque and a used one; of one in its box, the cover only', () => {
  const booklet = Array.from({ length: 4 }, (_, cheque) =>
    aSample({ format: 'booklet', cheque, usedCheques: [1], remaining: 2, units: 3 }),
  )
  const chosen = chooseSamples(booklet)
  expect(chosen.map(({ kind, sample }) => [kind, sample.cheque])).toEqual([
    ['whole-cheque', 2],
    ['used-cheque', 1],
    ['cover', 0],
  ])
  expect(kindsOf(booklet.map((sample) => ({ ...sample, state: 'in-stock' as const })))).toEqual([
    'in-stock-booklet',
  ])
})

test('[B12] what a trial uses up is shown twice, on two passes, one already begun', () => {
  const cards = [10, 7, 10].map((remaining, pass) => aSample({ pass, remaining }))
  expect(chooseSamples(cards).map(({ sample }) => sample.pass)).toEqual([1, 0])
})
