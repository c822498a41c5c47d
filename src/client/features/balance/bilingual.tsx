import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'

export type Translate = TFunction<'balance'>

/** A sentence, and under it the same in French for whoever helps, where the screen is in another language. */
export function Bilingual({ say }: { readonly say: (t: Translate) => string }) {
  const { t, i18n } = useTranslation('balance')
  const { language } = useLanguage()
  return (
    <>
      {say(t)}
      {language.code !== french.code && (
        <span className="in-french" lang={french.code} dir={french.dir}>
          {say(i18n.getFixedT(french.code, 'balance'))}
        </span>
      )}
    </>
  )
}
