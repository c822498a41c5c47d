import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import frame from '#locales/fr/frame.json'
import type {} from './i18next.d.ts'
import { isolate } from './isolate.ts'
import { french, languageOf, type Language } from './languages.ts'
import { keepLanguages } from './keep-languages.ts'
import { areForBeneficiaries, languagesOffered, readTexts } from './locale-files.ts'
import type { Namespace } from './namespaces.ts'
import { pluralFormOf, pluralForms } from './plural-rule.ts'
import { rememberLanguage, wishedLanguages } from './wished-language.ts'

let chosen: { readonly code: string; readonly keptFor: KeptFor } | undefined
/** Their texts did not come: no network, and never chosen here before. */
let outOfReach: ReadonlySet<string> = new Set()
let shown: readonly Namespace[] = ['frame']

/** Whose choice of a language it is: of who owns this phone, or of who stands before the tablet of a place. */
export type KeptFor = 'this-device' | 'this-person'

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
  // A screen of staff follows: the person has gone.
  if (chosen?.keptFor === 'this-person' && !areForBeneficiaries(shown)) chosen = undefined
  await i18next.loadNamespaces(shown)
  const language = await languageWithinReach()
  if (i18next.language !== language.code) await i18next.changeLanguage(language.code)
  // Somebody chose another while its texts came.
  if (languageFor(shown).code !== language.code) return showAgain()
  keepLanguages([language])
  // A pseudo-language is French to a reader of screens, and to those who check what it would say.
  document.documentElement.lang = language.pseudo ? `fr-x-${language.code}` : language.code
  document.documentElement.dir = language.dir
}

/** After what is offered has changed. */
export function showAgain(): Promise<void> {
  return showNamespaces(shown.slice(1))
}

/** Nothing left to load before these namespaces are read. */
export function areShown(namespaces: readonly Namespace[]): boolean {
  const { code } = languageFor(['frame', ...namespaces])
  return i18next.language === code && namespaces.every((namespace) => i18next.hasLoadedNamespace(namespace))
}

/** Without the texts of the chosen language, and no network to fetch them, it is the next that is wished for. */
async function languageWithinReach(): Promise<Language> {
  const language = languageFor(shown)
  const { code } = language
  if (i18next.hasResourceBundle(code, 'frame')) return language
  await i18next.reloadResources([code], [...shown])
  if (i18next.hasResourceBundle(code, 'frame')) return language
  outOfReach = new Set([...outOfReach, code])
  return languageWithinReach()
}

/** For the next visits too, unless it is one person's on a shared tablet. Staff's screens stay in French or English. */
export async function chooseLanguage(code: string, keptFor: KeptFor = 'this-device'): Promise<void> {
  chosen = { code, keptFor }
  outOfReach = new Set()
  if (keptFor === 'this-device') rememberLanguage(code)
  await showNamespaces(shown.slice(1))
}

/** The next person begins in the language of the tablet. */
export async function forgetPersonsLanguage(): Promise<void> {
  if (chosen?.keptFor !== 'this-person') return
  chosen = undefined
  await showNamespaces(shown.slice(1))
}

export function shownNamespaces(): readonly Namespace[] {
  return shown
}

const ofThisBuild = import.meta.env.MODE === 'test' ? 'throws' : 'is-shown'

function languageFor(namespaces: readonly Namespace[]): Language {
  const offered = new Set(languagesOffered(namespaces).map(({ code }) => code))
  const wished = chosen === undefined ? wishedLanguages() : [chosen.code]
  return languageOf(
    wished.find((code) => (offered.has(code) && !outOfReach.has(code)) || languageOf(code).pseudo) ??
      french.code,
  )
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
