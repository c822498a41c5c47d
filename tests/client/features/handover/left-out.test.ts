import { expect, test } from 'vitest'
import { leftOutOf } from '#client/features/handover/left-out.ts'
import type { SeenPass } from '#client/features/handover/look-at-pass.ts'

test('[K282] what a draft has lost is counted: given already, or no longer to be given', () => {
  const refused = (reason: 'already-handed-over' | 'already-handed-over-here' | 'suspended'): SeenPass => ({
    type: 'refused',
    reason,
    at: undefined,
  })
  const still = { type: 'pass', pass: { flags: [] } } as unknown as SeenPass
  expect(leftOutOf([])).toBeUndefined()
  expect(leftOutOf([still, still])).toBeUndefined()
  expect(leftOutOf([still, refused('already-handed-over'), refused('already-handed-over-here')])).toEqual({
    given: 2,
    other: 0,
  })
  expect(leftOutOf([refused('suspended'), { type: 'unreadable', reason: 'not-a-pass' }])).toEqual({
    given: 0,
    other: 2,
  })
})
