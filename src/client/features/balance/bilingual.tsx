import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'

export type Translate = TFunction<'balance'>

export type Sentence = { readonly say: (t: Translate) => string }

/** A sentence, and under it the same in French for whoever helps. What a language leaves to French is said once. */
export function Bilingual({ say }: Sentence) {
  const { own, inFrench } = useBoth(say)
  if (inFrench === undefined) return <>{own}</>
  if (own === inFrench) return <French>{own}</French>
  return (
    <>
      {own}
      <French aside>{inFrench}</French>
    </>
  )
}

/** The sentence in French, where the screen is in another language that has it. */
export function InFrench({ say }: Sentence) {
  const { own, inFrench } = useBoth(say)
  return inFrench === undefined || own === inFrench ? null : <French aside>{inFrench}</French>
}

function French({ children, aside }: { readonly children: string; readonly aside?: boolean }) {
  return (
    <span className={aside ? 'in-french' : undefined} lang={french.code} dir={french.dir}>
      {children}
    </span>
  )
}

function useBoth(say: Sentence['say']): { readonly own: string; readonly inFrench: string | undefined } {
  const { t, i18n } = useTranslation('balance')
  const { language } = useLanguage()
  const own = say(t)
  if (language.code === french.code) return { own, inFrench: undefined }
  const inFrench = say(i18n.getFixedT(french.code, 'balance'))
  const left = own.replaceAll(/[\u2066-\u2069]/g, '') === inFrench.replaceAll(/[\u2066-\u2069]/g, '')
  return { own: left ? inFrench : own, inFrench }
}
