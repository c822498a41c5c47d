import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languagePolicy } from './language-policy.ts'
import { languageOf, type Language } from './languages.ts'
import { languagesOffered } from './locale-files.ts'
import type { Namespace } from './namespaces.ts'
import { orderedLanguages } from './ordered-languages.ts'
import { areShown, chooseLanguage, shownNamespaces, showNamespaces, type KeptFor } from './translation.ts'
import { phoneLanguages } from './wished-language.ts'

export type LanguageChoice = {
  readonly language: Language
  /** French, then those of the phone, those of the place, and the others. */
  readonly offered: readonly Language[]
  readonly choose: (code: string, keptFor?: KeptFor) => Promise<void>
}

export function useLanguage(): LanguageChoice {
  const { i18n } = useTranslation()
  const offered = languagesOffered(shownNamespaces())
  return {
    language: languageOf(i18n.language),
    offered: orderedLanguages(offered, phoneLanguages(), languagePolicy().first),
    choose: chooseLanguage,
  }
}

/**
 * For a route: true once its texts are there, in a language that has them all, and from then on: while another language
 * that somebody chose is on its way, the route stays as it is.
 */
export function useNamespaces(...namespaces: readonly Namespace[]): boolean {
  const names = namespaces.join(' ')
  const [loaded, setLoaded] = useState('')
  useEffect(() => {
    let gone = false
    const asked = names.split(' ') as Namespace[]
    void showNamespaces(asked).then(() => {
      if (!gone) setLoaded(names)
    })
    return () => {
      gone = true
    }
  }, [names])
  return loaded === names || areShown(namespaces)
}
