import { isLanguage, languageOf } from '#client/i18n/languages.ts'
import { spokenLanguages } from '#client/i18n/spoken-languages.ts'
import { Speech } from '#client/ui/icon.tsx'

/** Each language by its own name. */
export function PaperLanguagesSpoken({ codes }: { readonly codes: readonly string[] }) {
  if (codes.length === 0) return null
  return (
    <span className="paper-spoken">
      <Speech />
      {codes.map((code) => {
        const { autonym, dir } = isLanguage(code)
          ? languageOf(code)
          : (spokenLanguages.find((language) => language.code === code) ?? { autonym: code, dir: 'ltr' })
        return (
          <bdi key={code} className="autonym" lang={code} dir={dir}>
            {autonym}
          </bdi>
        )
      })}
    </span>
  )
}
