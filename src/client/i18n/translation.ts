import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import frame from '#locales/fr/frame.json'
import type {} from './i18next.d.ts'
import { isolate } from './isolate.ts'
import { french, languageOf, type Language } from './languages.ts'
import { languagesOffered, readTexts } from './locale-files.ts'
import type { Namespace } from './namespaces.ts'
import { pluralFormOf, pluralForms } from './plural-rule.ts'
import { rememberLanguage, wishedLanguages } from './wished-language.ts'

let chosen: string | undefined
let shown: readonly Namespace[] = ['frame']

/** Ready with the frame in French. A key without a sentence in French is a bug: it throws in tests. */
export async function startTranslation(missing: 'throws' | 'is-shown' = ofThisBuild): Promise<i18n> {
  await i18next
    .use({ type: 'backend', init() {}, read: readTexts } as const)
    .use({ type: 'formatter', init() {}, add() {}, addCached() {}, format: isolated } as const)
    .use(initReactI18next)
    .init({
      lng: french.code,
      fallbackLng: french.code,
      load: 'currentOnly',
      ns: ['frame'],
      defaultNS: 'frame',
      resources: { fr: { frame } },
      partialBundledLanguages: true,
      // Left to French, or not written yet.
      returnNull: false,
      returnEmptyString: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
      ...(missing === 'throws' && { parseMissingKeyHandler: refuseKey }),
    })
  countByOurRules(i18next)
  return i18next
}

/** Shows these namespaces in the surest wished language that has them all, else in French. */
export async function showNamespaces(namespaces: readonly Namespace[]): Promise<void> {
  shown = ['frame', ...namespaces]
  const language = languageFor(shown)
  await i18next.loadNamespaces(shown)
  if (i18next.language !== language.code) await i18next.changeLanguage(language.code)
  // A pseudo-language is French to a reader of screens, and to those who check what it would say.
  document.documentElement.lang = language.pseudo ? `fr-x-${language.code}` : language.code
  document.documentElement.dir = language.dir
}

/** Nothing left to load before these namespaces are read. */
export function areShown(namespaces: readonly Namespace[]): boolean {
  const { code } = languageFor(['frame', ...namespaces])
  return i18next.language === code && namespaces.every((namespace) => i18next.hasLoadedNamespace(namespace))
}

/** Remembered on this device; a screen that does not exist in it stays in French. */
export async function chooseLanguage(code: string): Promise<void> {
  chosen = code
  rememberLanguage(code)
  await showNamespaces(shown)
}

export function shownNamespaces(): readonly Namespace[] {
  return shown
}

const ofThisBuild = import.meta.env.MODE === 'test' ? 'throws' : 'is-shown'

function languageFor(namespaces: readonly Namespace[]): Language {
  const offered = new Set(languagesOffered(namespaces).map(({ code }) => code))
  const wished = chosen === undefined ? wishedLanguages() : [chosen]
  return languageOf(wished.find((code) => offered.has(code) || languageOf(code).pseudo) ?? french.code)
}

function isolated(value: unknown, _format: string | undefined, code: string | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? isolate(value, code ?? french.code) : ''
}

function refuseKey(key: string): never {
  throw new Error(`no French sentence for ${key}`)
}

/** i18next asks the browser how a language counts; half of ours are unknown to it. */
function countByOurRules(instance: i18n): void {
  const resolver = instance.services.pluralResolver as { getRule: (code: string) => unknown }
  resolver.getRule = (code) => {
    const { plural } = languageOf(code)
    return {
      select: (count: number) => pluralFormOf(plural, count),
      resolvedOptions: () => ({ pluralCategories: [...pluralForms[plural]] }),
    }
  }
}
