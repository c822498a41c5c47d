import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  emptyDraft,
  keptMoveOf,
  passesNamed,
  readDraft,
  readKeptMove,
} from '#client/features/stock/move-draft.ts'
import { stockActs } from '#domain/stock-act.ts'
import { noon, valueOf } from '#tests/support/builders.ts'

const box = { ...emptyDraft, first: '3-1', last: '50' }

test('[Q20] what is typed of a movement is read whole: a series, a place, a count, what is spoiled or missing', () => {
  expect(
    valueOf(readDraft('reception', { ...box, counted: '49', damaged: '2, 3-4', missing: '50' })),
  ).toEqual({
    ...{ movement: 'reception', batch: 3, from: 0, to: 49, other: null, counted: 49 },
    damaged: [
      [1, 1],
      [3, 3],
    ],
    missing: [[49, 49]],
  })
  const nothing = { counted: null, damaged: [], missing: [] }
  expect(valueOf(readDraft('loss', { ...emptyDraft, first: '3-7' }))).toEqual({
    ...{ movement: 'loss', batch: 3, from: 6, to: 6, other: null, ...nothing },
  })
  expect(valueOf(readDraft('transfer', { ...box, other: 'b' }))).toMatchObject({ other: 'b', ...nothing })
})

test('[Q20] each field that cannot be read is named with its reason, and nothing is written down', () => {
  const faultOf = (...asked: Parameters<typeof readDraft>) => {
    const read = readDraft(...asked)
    return read.ok ? undefined : read.error
  }
  expect(faultOf('loss', emptyDraft)).toEqual({ first: { type: 'no-series' } })
  expect(faultOf('loss', { ...box, last: 'fin' })).toEqual({ last: { type: 'no-series' } })
  expect(faultOf('loss', { ...box, last: '4-50' })).toEqual({ last: { type: 'other-batch' } })
  expect(faultOf('loss', { ...box, first: '3-51' })).toEqual({ last: { type: 'before-first' } })
  expect(faultOf('transfer', box)).toEqual({ other: { type: 'choose' } })
  expect(faultOf('reception', { ...box, counted: 'dix', damaged: '51', missing: 'deux' })).toEqual({
    counted: { type: 'not-a-count' },
    damaged: { type: 'outside' },
    missing: { type: 'not-a-series', part: 'deux' },
  })
  expect(faultOf('reception', { ...box, damaged: '1…3', missing: '3' })).toEqual({
    missing: { type: 'both' },
  })
})

test('[Q50] how many passes a series names is known before it is noted, and nothing while it names none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (first, last) => {
      const draft = { ...emptyDraft, first: `3-${first}`, last: `${last}` }
      expect(passesNamed(draft)).toBe(Math.max(0, last - first + 1))
    }),
  )
  expect(passesNamed({ ...emptyDraft, first: '3-7' })).toBe(1)
  expect(passesNamed({ ...box, last: 'fin' })).toBe(0)
})

test('[T188] a movement half typed is kept for its own kind alone, and read back as it was', () => {
  fc.assert(
    fc.property(fc.constantFrom(...stockActs), fc.string(), fc.string(), (movement, first, missing) => {
      const typed = { ...emptyDraft, first, missing }
      const kept: unknown = structuredClone(keptMoveOf(movement, typed, noon))
      const found = { movement, fields: typed, at: noon }
      expect(readKeptMove(movement, kept)).toEqual(first || missing ? found : undefined)
      for (const other of stockActs.filter((act) => act !== movement)) {
        expect(readKeptMove(other, kept)).toBeUndefined()
      }
    }),
  )
  expect(readKeptMove('loss', { movement: 'loss', at: noon, fields: { first: 3 } })).toBeUndefined()
})
