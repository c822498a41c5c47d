import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '#client/frame/loading.tsx'
import { french, languageOf } from '#client/i18n/languages.ts'
import { useTextsOf } from '#client/i18n/use-texts-of.ts'
import { Notice } from '#client/ui/notice.tsx'
import { PaperContext, paperNamespaces, type PaperTranslate } from './paper-language.ts'

/** What is printed inside is in French and in this language, whatever the language of the screen around it. */
export function PaperIn({ code, children }: { readonly code: string; readonly children: ReactNode }) {
  const { t, i18n } = useTranslation('letter')
  const texts = useTextsOf([french.code, code], paperNamespaces)
  const languages = useMemo(() => {
    const of = (language: string) =>
      i18n.getFixedT(language, [...paperNamespaces]) as unknown as PaperTranslate
    const own = code === french.code ? undefined : { language: languageOf(code), t: of(code) }
    return { inFrench: of(french.code), own }
  }, [i18n, code])
  if (!texts) return <Loading />
  if (texts.absent.length > 0) {
    return <Notice weight="important">{t('language.absent', { name: languageOf(code).frenchName })}</Notice>
  }
  return <PaperContext value={languages}>{children}</PaperContext>
}
