import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '#protocol/bytes.ts'
import { decodeCbor, decodeCborMap, encodeCbor } from '#protocol/cbor.ts'

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value

describe('deterministic CBOR', () => {
  test('[J1] the same value gives the same bytes, and the bytes give the value', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeCbor(value)
        expect(decodeCbor(bytes)).toEqual({ ok: true, value })
        expect(encodeCbor(structuredClone(value))).toEqual(bytes)
      }),
    )
  })

  test('[J1] keys are sorted by their bytes, whatever order they were written in', () => {
    expect(toHex(encodeCbor({ bb: 1, a: 2, c: 3 }))).toBe(toHex(encodeCbor({ c: 3, a: 2, bb: 1 })))
    expect(toHex(encodeCbor({ bb: 1, a: 2, c: 3 }))).toBe('a3616102616303626262' + '01')
  })

  test.each([
    ['an integer longer than it need be', '1801'],
    ['an integer in two bytes that fits in one', '190001'],
    ['an integer in eight bytes', '1b0000000000000001'],
    ['a length longer than it need be', '580100'],
    ['keys out of order', 'a2616201616101'],
    ['the same key twice', 'a2616101616102'],
    ['a byte after the value', '0100'],
    ['two values', '8080'],
    ['an indefinite array', '9f01ff'],
    ['an indefinite map', 'bf616101ff'],
    ['an indefinite string', '7f6161ff'],
    ['indefinite bytes', '5f4100ff'],
    ['undefined', 'f7'],
    ['undefined inside', '81f7'],
    ['an integer as a float', 'f93c00'],
    ['a float longer than it need be', 'fb3ff8000000000000'],
    ['a negative zero', 'f98000'],
    ['a tag', 'c11a00000000'],
    ['a key that is not a text', 'a10102'],
    ['a text that is not UTF-8', '62c328'],
    ['a truncated value', '8201'],
    ['a length beyond the bytes', '5bffffffffffffffff00'],
    ['nothing', ''],
  ])('[J6] refuses %s', (_, hex) => {
    expect(decodeCbor(fromHex(hex))).toEqual({ ok: false, error: 'not-cbor' })
  })

  test('[J6] what it accepts has one form only: encoding it again gives the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const decoded = decodeCbor(bytes)
        if (decoded.ok) expect(encodeCbor(decoded.value)).toEqual(new Uint8Array(bytes))
      }),
      { numRuns: 2000 },
    )
  })

  test('[J6] no depth makes it throw', () => {
    const deep = new Uint8Array(200_000).fill(0x81)
    expect(decodeCbor(deep).ok).toBe(false)
    expect(decodeCborMap(deep).ok).toBe(false)
  })

  test('[J6] no key reaches behind the value: `__proto__` is a key as any other', () => {
    const decoded = decodeCbor(fromHex('a1695f5f70726f746f5f5fa1616101'))
    if (!decoded.ok) return
    expect(Object.getPrototypeOf(decoded.value)).toBe(Object.prototype)
    expect(Reflect.get(Object(decoded.value), 'a')).toBeUndefined()
  })

  test('[J6] nothing is written that could not be read: undefined is a bug', () => {
    expect(() => encodeCbor({ a: undefined })).toThrow('undefined')
    expect(() => encodeCbor([undefined])).toThrow('undefined')
  })
})
