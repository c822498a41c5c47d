import { createContext, useContext } from 'react'
import type { TFunction } from 'i18next'
import type { Language } from '#client/i18n/languages.ts'

/** What stands on a paper for a person comes from these, in French and in their language. */
export const paperNamespaces = ['paper', 'balance', 'places', 'frame'] as const

export type PaperTranslate = TFunction<['paper', 'balance', 'places', 'frame']>

export type Say = (t: PaperTranslate) => string

export type PaperLanguages = {
  readonly inFrench: PaperTranslate
  /** Undefined on a paper in French only. */
  readonly own: { readonly language: Language; readonly t: PaperTranslate } | undefined
}

export const PaperContext = createContext<PaperLanguages | undefined>(undefined)

export function usePaperLanguages(): PaperLanguages {
  const languages = useContext(PaperContext)
  if (!languages) throw new Error('a paper is drawn inside its languages')
  return languages
}

/** A sentence in both; `own` is undefined where the person's language leaves it to French. */
export function bothOf(
  { inFrench, own }: PaperLanguages,
  say: Say,
): { readonly french: string; readonly own: string | undefined } {
  const french = say(inFrench)
  const theirs = own && say(own.t)
  // The marks around a placeholder hang on the direction of the language that says it.
  return { french, own: theirs?.replaceAll(marks, '') === french.replaceAll(marks, '') ? undefined : theirs }
}

/** Isolates of Unicode's bidirectional algorithm (UAX #9). */
const marks = /[\u2066-\u2069]/g
