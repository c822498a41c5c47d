import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tourOf, tourSteps } from '#client/features/practice/tour.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

type Act = Pick<StoredEntry, 'kind' | 'verdict'>

const acts: readonly Act[] = [
  { kind: 'handover', verdict: undefined },
  { kind: 'redemption', verdict: 'accepted' },
  { kind: 'void', verdict: undefined },
  { kind: 'refusal', verdict: undefined },
  { kind: 'redemption', verdict: 'deferred:watch' },
]

test('[U15] each act of the exercise ends its step, in whatever order; the next is the first that is not done', () => {
  expect(tourOf([])).toEqual({ done: new Set(), next: 'give' })
  fc.assert(
    fc.property(fc.shuffledSubarray([...acts]), (some) => {
      const { done, next } = tourOf(some)
      const expected = tourSteps.filter((_, i) => some.includes(acts[i] ?? { kind: '', verdict: undefined }))
      expect(new Set(expected)).toEqual(done)
      expect(next).toBe(tourSteps.find((step) => !expected.includes(step)))
      expect(tourOf([...some, ...some, { kind: 'incident', verdict: undefined }])).toEqual({ done, next })
    }),
  )
  expect(tourOf(acts).next).toBeUndefined()
})
