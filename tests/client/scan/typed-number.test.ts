import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupTyped, readTypedNumber, spellOut, writtenNumber } from '#client/scan/typed-number.ts'
import { alphabet, groupsOf, importHmacKey, makePassNumber } from '#protocol/pass-number.ts'

const key = await importHmacKey(new Uint8Array(32).fill(7))
const numbers = await Promise.all(
  Array.from({ length: 40 }, (_, serial) => makePassNumber(serial * 977, serial, key)),
)
const aNumber = fc.constantFrom(...numbers)

test('[B11] a number is complete whatever the case, the spaces and the hyphens', () => {
  for (const number of numbers) {
    const typed = [number, groupsOf(number), groupsOf(number).toLowerCase().replaceAll('-', ' ')]
    for (const text of typed) expect(readTypedNumber(text)).toEqual({ type: 'complete', number })
    expect(readTypedNumber(number.replaceAll('0', 'O').replaceAll('1', 'l'))).toMatchObject({ number })
  }
})

test('[B11] while it is typed, it says how many symbols are missing', () => {
  expect(readTypedNumber('')).toEqual({ type: 'incomplete', missing: 12 })
  expect(readTypedNumber('7F3K-9Q')).toEqual({ type: 'incomplete', missing: 6 })
  expect(groupTyped('7f3k9q')).toBe('7F3K-9Q')
})

test('[B11] one wrong symbol: its group is named, or none, never another one alone', () => {
  let named = 0
  let total = 0
  fc.assert(
    fc.property(aNumber, fc.nat(11), fc.constantFrom(...alphabet), (number, at, symbol) => {
      fc.pre(number[at] !== symbol)
      const read = readTypedNumber(number.slice(0, at) + symbol + number.slice(at + 1))
      expect(read.type).toBe('wrong')
      const group = read.type === 'wrong' ? read.group : undefined
      expect([undefined, Math.floor(at / 4) + 1]).toContain(group)
      total++
      if (group !== undefined) named++
    }),
  )
  expect(named / total).toBeGreaterThan(0.8)
})

test('[B11] a symbol that no number has is found at once; too many are wrong without a place', () => {
  expect(readTypedNumber('7F3KU')).toEqual({ type: 'wrong', group: 2 })
  expect(readTypedNumber('U')).toEqual({ type: 'wrong', group: 1 })
  expect(readTypedNumber('0000000000000')).toEqual({ type: 'wrong', group: undefined })
})

test('[W5] a number is spelled symbol by symbol, group by group', () => {
  expect(spellOut(numbers[0] ?? '')).toMatch(/^(\w ){3}\w, (\w ){3}\w, (\w ){3}\w$/)
})

test('[W5] hyphens come by themselves at the end only, and never into what a reader types', () => {
  const change = (value: string, at = value.length, inputType = 'insertText') =>
    writtenNumber({
      target: { value, selectionStart: at },
      nativeEvent: Object.assign(new Event('input'), { inputType }),
    })
  expect(change('7f3k9')).toBe('7F3K-9')
  expect(change('7f3k9', 2)).toBe('7f3k9')
  expect(change('7F3K-', 5, 'deleteContentBackward')).toBe('7F3K-')
  expect(change('èF"K)çAZX)é?\'T')).toBe('èF"K)çAZX)é?\'T')
})
