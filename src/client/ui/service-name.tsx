import { languageOf, french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'

/** A service in the language of the screen, else in French and marked so. */
export function ServiceName({ name }: { readonly name: Readonly<Record<string, string>> }) {
  const { code } = useLanguage().language
  const own = name[code]
  return own === undefined ? (
    <span lang={french.code} dir={french.dir}>
      {name[french.code]}
    </span>
  ) : (
    <span dir={languageOf(code).dir}>{own}</span>
  )
}
