import { expect, test, vi } from 'vitest'
import { languages } from '#client/i18n/languages.ts'
import { orderedLanguages } from '#client/i18n/ordered-languages.ts'
import { phoneLanguages } from '#client/i18n/wished-language.ts'

test('[Y9] French first, then the languages of the phone, those of the place, and the others', () => {
  const codes = orderedLanguages(languages, ['ta', 'en'], ['ar', 'ta', 'bn']).map(({ code }) => code)
  expect(codes.slice(0, 6)).toEqual(['fr', 'ta', 'en', 'ar', 'bn', 'fr-x-falc'])
  expect(codes.toSorted()).toEqual(languages.map(({ code }) => code).toSorted())
})

test.each([
  ['zh-CN', ['zh-Hans']],
  ['zh-Hans-FR', ['zh-Hans']],
  ['pt-BR', ['pt']],
  ['fa-IR', ['fa-AF']],
  ['fa-AF', ['fa-AF']],
  ['prs', ['fa-AF']],
  ['ff-Latn-SN', ['ff']],
  ['fr-FR', ['fr']],
  ['ht', ['ht']],
  ['de-DE', []],
])('[Y9] a phone in %s wishes for %j', (tag, codes) => {
  vi.stubGlobal('navigator', { languages: [tag] })
  expect(phoneLanguages()).toEqual(codes)
  vi.unstubAllGlobals()
})
