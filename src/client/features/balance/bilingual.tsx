import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'

export type Translate = TFunction<'balance'>

export type Sentence = { readonly say: (t: Translate) => string }

/** A sentence, and under it the same in French for whoever helps. */
export function Bilingual({ say }: Sentence) {
  const { t } = useTranslation('balance')
  return (
    <>
      {say(t)}
      <InFrench say={say} />
    </>
  )
}

/** The sentence in French, where the screen is in another language. */
export function InFrench({ say }: Sentence) {
  const { i18n } = useTranslation('balance')
  const { language } = useLanguage()
  if (language.code === french.code) return null
  return (
    <span className="in-french" lang={french.code} dir={french.dir}>
      {say(i18n.getFixedT(french.code, 'balance'))}
    </span>
  )
}
