import { expect, test } from 'vitest'
import { languagesLike } from '#client/features/handover/languages-like.ts'
import { spokenLanguages } from '#client/i18n/spoken-languages.ts'

test('a language is found by its own name or its French name, without accents or capitals', () => {
  expect(languagesLike(spokenLanguages, 'SONINKE').map(({ code }) => code)).toEqual(['snk'])
  expect(languagesLike(spokenLanguages, 'türk').map(({ code }) => code)).toEqual(['tr'])
  expect(languagesLike(spokenLanguages, ' العرب ').map(({ code }) => code)).toEqual(['ar'])
})

test('nothing typed shows all, nonsense shows none', () => {
  expect(languagesLike(spokenLanguages, '')).toHaveLength(spokenLanguages.length)
  expect(languagesLike(spokenLanguages, 'zzzz')).toEqual([])
})
