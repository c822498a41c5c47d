import { useTranslation } from 'react-i18next'
import { french, languageOf } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'

export type ServiceNameProps = {
  readonly service: { readonly id: string; readonly name: Readonly<Record<string, string>> }
}

/** A service in the language of the screen: the programme's own words, or ours for the usual ones; else French, marked so. */
export function ServiceName({ service: { id, name } }: ServiceNameProps) {
  const { code } = useLanguage().language
  const { i18n } = useTranslation()
  const theirs = name[code]
  const usual: unknown = i18n.getResource(code, 'places', `service.${id}`)
  if (theirs !== undefined) return <bdi dir={languageOf(code).dir}>{theirs}</bdi>
  if (typeof usual === 'string') return <span dir={languageOf(code).dir}>{usual}</span>
  return (
    <bdi lang={french.code} dir={french.dir}>
      {name[french.code]}
    </bdi>
  )
}
