import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/i18n/use-language.ts'

/** Each language by its own name, never by a flag; French first, one tap away. */
export function LanguageChoice() {
  const { t } = useTranslation('frame')
  const { language, offered, choose } = useLanguage()
  return (
    <div className="balance-languages" role="group" aria-label={t('language.choose')}>
      {offered.map(({ code, autonym, dir }) => (
        <button
          key={code}
          type="button"
          lang={code}
          dir={dir}
          aria-pressed={code === language.code}
          onClick={() => void choose(code)}
        >
          {autonym}
        </button>
      ))}
    </div>
  )
}
