import { expect, test } from 'vitest'
import { sayRule, writeRule } from '#client/features/manage/rules-draft.ts'
import { defaultOfflineRules } from '#domain/programme.ts'

test('[G71] the hints of the rules write thousands apart, and a decimal comma', () => {
  expect(sayRule('600')).toBe('600')
  expect(sayRule('1000000')).toBe('1\u202f000\u202f000')
  expect(sayRule('1234,5')).toBe('1\u202f234,5')
  expect(sayRule(writeRule('centsPerDevice', defaultOfflineRules.centsPerDevice))).toBe('600')
})
