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
  const usual: unknown = i18n.getResource(code, 'places', `service.${id}`)
  const own = name[code] ?? (code !== french.code && typeof usual === 'string' ? usual : undefined)
  return own === undefined ? (
    <span lang={french.code} dir={french.dir}>
      {name[french.code]}
    </span>
  ) : (
    <span dir={languageOf(code).dir}>{own}</span>
  )
}
