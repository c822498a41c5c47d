import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from '#server/directory/json-text.ts'

describe('a text that is not JSON', () => {
  test.each([
    ['', 1, 1, 'the file ends where a value should be'],
    ['{"a": abc}', 1, 7, 'found "a" where a value should be'],
    ['{\n  "a" 1\n}', 2, 7, 'found "1" where a colon should be'],
    ['{"a": 1,}', 1, 9, 'found "}" where a name in double quotes should be'],
    ['{"a": 1 "b": 2}', 1, 9, 'found "\\"b\\"" where a comma or "}" should be'],
    ['[1,\n2,\n]', 3, 1, 'found "]" where a value should be'],
    ['[1', 1, 3, 'the file ends where a comma or "]" should be'],
    ['{} {}', 1, 4, 'found "{" where the end of the file should be'],
    ['{"a": "open\n}', 1, 7, 'this text in double quotes does not end well'],
    ['{"a": 1, "a": 2}', 1, 10, 'the name "a" is given twice'],
  ])('%j is wrong at line %i, column %i', (text, line, column, reason) => {
    expect(parseJson(text)).toEqual({ ok: false, error: { line, column, reason } })
  })

  test('a mark at the beginning, as some editors leave it, is no fault', () => {
    expect(parseJson('\uFEFF{"a":[]}')).toEqual({ ok: true, value: { a: [] } })
  })

  test('the same name in two objects is no fault', () => {
    expect(parseJson('[{"a":1},{"a":{"a":2}}]').ok).toBe(true)
  })
})

describe('agrees with JSON.parse', () => {
  test('on every JSON text', () => {
    const indents = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(fc.jsonValue(), indents, (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  test('on which damaged texts are not JSON', () => {
    const debris = fc.oneof(
      fc.constantFrom(...'{}[],:"\\-+.0e1 \n\ttn', 'true', '\u007f', '\u0001'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.nat(3), debris, (value, where, removed, added) => {
        const text = JSON.stringify(value)
        const at = where % (text.length + 1)
        const damaged = text.slice(0, at) + added + text.slice(at + removed)
        const parsed = parseJson(damaged)
        if (!parsed.ok && parsed.error.reason.endsWith('is given twice')) return
        expect(parsed.ok).toBe(isJson(damaged))
      }),
      { numRuns: 2_000 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}
