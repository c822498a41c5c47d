import { expect, test } from 'vitest'
import {
  categoriesOf,
  isAnswered,
  nothingSaid,
  stepBeside,
  stepsOf,
} from '#client/features/handover/handover-state.ts'

const announced = [{ flags: [] }] as const
const strange = [{ flags: [] }, { flags: ['not-announced'] }] as const

test('a pass announced to this structure asks four questions and is explained: six taps', () => {
  expect(stepsOf(announced)).toEqual(['age', 'situations', 'language', 'channel', 'explain'])
})

test('the box is asked about once, only when one of the passes was not announced', () => {
  expect(stepsOf(strange)).toEqual(['box', 'age', 'situations', 'language', 'channel', 'explain'])
  expect(stepsOf([{ flags: ['unknown-batch'] }])).not.toContain('box')
})

test('one goes forth and back between the steps, and out at both ends', () => {
  expect(stepBeside(announced, 'age', 'after')).toBe('situations')
  expect(stepBeside(announced, 'age', 'before')).toBeUndefined()
  expect(stepBeside(announced, 'explain', 'after')).toBeUndefined()
})

test('a question waits for a choice; not said is one', () => {
  expect(isAnswered('age', nothingSaid)).toBe(false)
  expect(isAnswered('channel', nothingSaid)).toBe(false)
  expect(isAnswered('situations', { ...nothingSaid, situations: ['not-said'] })).toBe(true)
  expect(isAnswered('language', { ...nothingSaid, language: 'not-said' })).toBe(true)
})

test('[K283] how a person heard of it goes beside the act; a gender only where they said it', () => {
  const said = {
    ...nothingSaid,
    age: '65-79',
    situations: ['none'],
    language: 'ar',
    channel: 'care',
  } as const
  expect(categoriesOf(said)).toEqual({
    age: '65-79',
    situations: ['none'],
    language: 'ar',
    channel: 'care',
  })
  expect(categoriesOf({ ...said, gender: 'woman' })).toMatchObject({ gender: 'woman' })
})
