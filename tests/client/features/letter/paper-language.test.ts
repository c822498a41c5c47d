import i18next from 'i18next'
import { expect, test } from 'vitest'
import { bothOf, type PaperTranslate } from '#client/features/letter/paper-language.ts'
import { languageOf } from '#client/i18n/languages.ts'

test('[Y13] a sentence that a language leaves to French is said once, whatever its direction', async () => {
  const texts = { fr: { a: 'Carnet {{n}}', b: 'Apportez' }, ar: { b: 'أحضر معك' } }
  const instance = i18next.createInstance({
    lng: 'fr',
    fallbackLng: 'fr',
    interpolation: { escapeValue: false },
  })
  await instance.init({ resources: { fr: { paper: texts.fr }, ar: { paper: texts.ar } }, defaultNS: 'paper' })
  const of = (code: string) => instance.getFixedT(code, 'paper') as unknown as PaperTranslate
  const languages = { inFrench: of('fr'), own: { language: languageOf('ar'), t: of('ar') } }
  expect(bothOf(languages, (t) => say(t, 'b'))).toEqual({ french: 'Apportez', own: 'أحضر معك' })
  // As `isolate` marks it in a language that reads from right to left.
  expect(bothOf(languages, (t) => say(t, 'a', '3-1'))).toEqual({
    french: 'Carnet 3-1',
    own: undefined,
  })
  const marked = (t: PaperTranslate) => (t === languages.own.t ? '\u2068x\u2069' : 'x')
  expect(bothOf(languages, marked).own).toBeUndefined()
  expect(bothOf({ ...languages, own: undefined }, (t) => say(t, 'b'))).toEqual({
    french: 'Apportez',
    own: undefined,
  })
})

function say(t: PaperTranslate, key: string, n = ''): string {
  return (t as unknown as (key: string, values: object) => string)(key, { n })
}
