import { expect, test } from 'vitest'
import { frequentLanguages, spokenLanguages } from '#client/i18n/spoken-languages.ts'

test('each spoken language is a tag, once, with both its names', () => {
  const codes = spokenLanguages.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { code, autonym, frenchName } of spokenLanguages) {
    expect(code).toMatch(/^[a-z]{2,3}$/)
    expect(autonym && frenchName).not.toBe('')
  }
  expect(codes).toEqual(expect.arrayContaining([...frequentLanguages]))
})

test('a name in Arabic or Hebrew letters reads from right to left, and no other does', () => {
  for (const { autonym, dir } of spokenLanguages) {
    expect([autonym, dir]).toEqual([autonym, /[\u0590-\u07ff]/.test(autonym) ? 'rtl' : 'ltr'])
  }
})
