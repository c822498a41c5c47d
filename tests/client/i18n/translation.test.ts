import i18next from 'i18next'
import { beforeAll, expect, test, vi } from 'vitest'
import { heedLanguagePolicy } from '#client/i18n/language-policy.ts'
import {
  areShown,
  chooseLanguage,
  forgetPersonsLanguage,
  showNamespaces,
  startTranslation,
} from '#client/i18n/translation.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import { unreadables, verdictTypes } from '#domain/verdict.ts'

const page = { lang: '', dir: '' }

beforeAll(async () => {
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('navigator', { languages: ['ar-DZ'] })
  vi.stubGlobal('document', { documentElement: page })
  await startTranslation()
  heedLanguagePolicy({ first: [], drafts: true })
})

test('a screen that exists in the language of the browser is shown in it, with its direction', async () => {
  await showNamespaces(['balance'])
  expect(page).toEqual({ lang: 'ar', dir: 'rtl' })
  expect(areShown(['balance'])).toBe(true)
  expect(i18next.t('balance:title')).toBe('دفتري')
})

test('a screen for staff is wholly in French, even for who reads Arabic', async () => {
  await showNamespaces(['verdict'])
  expect(page).toEqual({ lang: 'fr', dir: 'ltr' })
  expect(i18next.t('action.next')).toBe('Suivant')
})

test('a language is chosen without storage, and stays for the screens that have it', async () => {
  await showNamespaces(['balance'])
  await chooseLanguage('en')
  expect(page).toEqual({ lang: 'en', dir: 'ltr' })
  expect(i18next.t('cheques.left', { count: 1 })).toBe('1 cheque left')
  await chooseLanguage('ar')
  expect(i18next.t('cheques.left', { count: 3 })).toBe('بقيت \u20683\u2069 قسائم')
})

test('a pseudo-language is made from French, for every screen', async () => {
  await chooseLanguage('qps-plocm')
  await showNamespaces(['verdict'])
  expect(page).toEqual({ lang: 'fr-x-qps-plocm', dir: 'rtl' })
  expect(i18next.t('verdict:deferral.known', { count: 7, day: '12/11/2026' })).toContain('\u20687\u2069')
  await chooseLanguage('qps-Ploc')
  expect(i18next.t('action.next')).toMatch(/^\[.*\]$/)
  await chooseLanguage('fr')
})

test('every verdict has its sentences', async () => {
  await showNamespaces(['verdict'])
  const t = i18next.getFixedT('fr', 'verdict')
  for (const type of verdictTypes) {
    for (const part of ['word', 'reason', 'paper', 'card'] as const) {
      expect(t(verdictKey(type, part), { count: 1, cheque: 4 })).not.toBe('')
    }
  }
  for (const reason of unreadables) expect(t(verdictKey(`unreadable:${reason}`, 'reason'))).not.toBe('')
  expect(t(verdictKey('accepted', 'reason'), { count: 2 })).toBe('2 chèques encaissés, à confirmer.')
})

test('a key without a French sentence throws', () => {
  expect(() => Reflect.apply(i18next.t, i18next, ['no-such-key'])).toThrow('no-such-key')
})

test('[Y8] a language that nobody has read again is not offered where the programme does not allow it', async () => {
  heedLanguagePolicy({ first: [], drafts: false })
  await chooseLanguage('ar')
  await showNamespaces(['balance'])
  expect(page.lang).toBe('fr')
  heedLanguagePolicy({ first: [], drafts: true })
  await showNamespaces(['balance'])
  expect(page.lang).toBe('ar')
})

test('[Y12] a language chosen for one person ends with them, and is not for the screens of staff that follow', async () => {
  await chooseLanguage('fr')
  await showNamespaces(['balance'])
  await chooseLanguage('en', 'this-person')
  expect(page.lang).toBe('en')
  await forgetPersonsLanguage()
  expect(page.lang).toBe('ar')
  await chooseLanguage('en', 'this-person')
  await showNamespaces(['verdict'])
  expect(page.lang).toBe('fr')
  await showNamespaces(['balance'])
  expect(page.lang).toBe('ar')
})

test('[Y36] of two languages that are chosen one after the other, the second is shown, however long the first takes', async () => {
  await showNamespaces(['balance'])
  for (let ticks = 0; ticks < 40; ticks++) {
    await chooseLanguage('fr')
    for (const name of ['frame', 'balance']) i18next.removeResourceBundle('ta', name)
    const first = chooseLanguage('ta')
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
    await Promise.all([first, chooseLanguage('fr')])
    expect(page.lang).toBe('fr')
    expect(areShown(['balance'])).toBe(true)
  }
})
