import { expect, test } from 'vitest'
import { isAnswered, nothingSaid, stepBeside, stepsOf } from '#client/features/handover/handover-state.ts'

test('a pass announced to this structure asks three questions: six taps with their buttons', () => {
  expect(stepsOf({ flags: [] })).toEqual(['age', 'situations', 'language'])
})

test('the box is asked about once, only when the pass was not announced', () => {
  expect(stepsOf({ flags: ['not-announced'] })).toEqual(['box', 'age', 'situations', 'language'])
  expect(stepsOf({ flags: ['unknown-batch'] })).not.toContain('box')
})

test('one goes forth and back between the steps, and out at both ends', () => {
  expect(stepBeside({ flags: [] }, 'age', 'after')).toBe('situations')
  expect(stepBeside({ flags: [] }, 'age', 'before')).toBeUndefined()
  expect(stepBeside({ flags: [] }, 'language', 'after')).toBeUndefined()
})

test('a question waits for a choice; not said is one', () => {
  expect(isAnswered('age', nothingSaid)).toBe(false)
  expect(isAnswered('situations', { ...nothingSaid, situations: ['not-said'] })).toBe(true)
  expect(isAnswered('language', { ...nothingSaid, language: 'not-said' })).toBe(true)
})
