import { expect, test } from 'vitest'
import { refusalOf } from '#client/scan/camera-refusal.ts'

test.each([
  ['Error getting userMedia, error = NotAllowedError: Permission denied', 'denied'],
  ['Error getting userMedia, error = NotFoundError: Requested device not found', 'no-camera'],
  ['Error getting userMedia, error = OverconstrainedError', 'no-camera'],
  ['Error getting userMedia, error = NotReadableError: Could not start video source', 'busy'],
  ['Error getting userMedia, error = AbortError: Timeout starting video source', 'busy'],
  ['the camera gives no picture', 'failed'],
] as const)('%s is %s', (sentence, refusal) => {
  expect(refusalOf(sentence)).toBe(refusal)
})

test('an error object counts by its name', () => {
  expect(refusalOf(new DOMException('no', 'NotAllowedError'))).toBe('denied')
  expect(refusalOf(new TypeError('no'))).toBe('failed')
})
