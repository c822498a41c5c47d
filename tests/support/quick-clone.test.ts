import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickClone } from './quick-clone.ts'

const bytes = fc.uint8Array({ maxLength: 80 })
const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined, -0, 1n), bytes)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((pairs) => new Map(pairs)),
  ),
}))

test('a quick clone is what the engine makes', () => {
  fc.assert(
    fc.property(value, (original) => {
      const clone = quickClone(original)
      expect(clone).toStrictEqual(structuredClone(original))
      expect(inspect(clone, { depth: null })).toBe(inspect(structuredClone(original), { depth: null }))
    }),
  )
})

test('a quick clone shares nothing that can change', () => {
  const part = { bytes: Uint8Array.of(1, 2, 3).subarray(1) }
  const original = { first: part, list: [part] }
  const clone = quickClone(original)
  expect(clone).toStrictEqual(original)
  part.bytes[0] = 9
  original.list.push(part)
  expect(clone).toStrictEqual({ first: clone.first, list: [{ bytes: Uint8Array.of(2, 3) }] })
  expect(clone.list[0]).toBe(clone.first)
})

test('a quick clone follows a circle, and keeps the holes of a list', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const clone = quickClone(circle)
  expect(clone['self']).toBe(clone)
  const holes = Array<number>(3).fill(0, 0, 1)
  expect(1 in quickClone(holes)).toBe(false)
})

test('a quick clone refuses what the engine refuses', () => {
  for (const wrong of [() => {}, { deep: [Symbol('no')] }]) {
    expect(() => quickClone(wrong)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  }
})

test('a key is not read out by a clone', async () => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const { key } = quickClone({ key: privateKey })
  expect(key).toMatchObject({ type: 'private', extractable: false, usages: ['sign'] })
})
