import { expect, test } from 'vitest'
import { isRefusedForGood } from '#client/features/redeem/refused-for-good.ts'
import type { VerdictType } from '#domain/verdict.ts'

function refusedForGood(type: VerdictType, remaining?: number): boolean {
  return isRefusedForGood({ verdict: { type, remaining, note: 'none' } })
}

test('NON is said at once where no choice of service could change it', () => {
  expect(refusedForGood('refused:expired')).toBe(true)
  expect(refusedForGood('refused:cover-does-not-pay')).toBe(true)
  expect(refusedForGood('refused:insufficient-balance', 0)).toBe(true)
})

test('another service may cost less or be covered: the venue still chooses', () => {
  expect(refusedForGood('refused:insufficient-balance', 1)).toBe(false)
  expect(refusedForGood('refused:service-not-covered')).toBe(false)
})

test('a yes and a doubt are not refusals', () => {
  expect(refusedForGood('accepted', 3)).toBe(false)
  expect(refusedForGood('deferred:watch', 3)).toBe(false)
})
