import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { french } from '#client/i18n/languages.ts'
import type { Namespace } from '#client/i18n/namespaces.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import './in-both.css'

export type Said<Name extends Namespace> = {
  readonly of: Name
  readonly say: (t: TFunction<Name>) => string
}

/** A sentence, and under it the same in French for whoever helps. */
export function InBoth<Name extends Namespace>({ of, say }: Said<Name>) {
  const t = useTranslation(of).t as unknown as TFunction<Name>
  return (
    <>
      {say(t)}
      <InFrenchToo of={of} say={say} />
    </>
  )
}

/** The sentence in French, where the screen is in another language. */
export function InFrenchToo<Name extends Namespace>({ of, say }: Said<Name>) {
  const { i18n } = useTranslation(of)
  const { language } = useLanguage()
  if (language.code === french.code) return null
  return (
    <span className="in-french" lang={french.code} dir={french.dir}>
      {say(i18n.getFixedT(french.code, of) as unknown as TFunction<Name>)}
    </span>
  )
}
