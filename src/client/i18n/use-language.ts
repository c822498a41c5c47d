import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageOf, type Language } from './languages.ts'
import { languagesOffered } from './locale-files.ts'
import type { Namespace } from './namespaces.ts'
import { areShown, chooseLanguage, shownNamespaces, showNamespaces } from './translation.ts'

export type LanguageChoice = {
  readonly language: Language
  /** Those in which the whole screen exists, French first. */
  readonly offered: readonly Language[]
  readonly choose: (code: string) => Promise<void>
}

export function useLanguage(): LanguageChoice {
  const { i18n } = useTranslation()
  return {
    language: languageOf(i18n.language),
    offered: languagesOffered(shownNamespaces()),
    choose: chooseLanguage,
  }
}

/** For a route: true once its texts are there, in a language that has them all. */
export function useNamespaces(...namespaces: readonly Namespace[]): boolean {
  const names = namespaces.join(' ')
  const [, setLoaded] = useState('')
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
  return areShown(namespaces)
}
