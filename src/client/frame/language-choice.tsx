import './language-choice.css'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnrolled } from '#client/device/use-device.ts'
import { french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import { Speech } from '#client/ui/icon.tsx'

// Most people never open it: its code is not paid by every visit.
const LanguageDialog = lazy(async () => ({
  default: (await import('./language-dialog.tsx')).LanguageDialog,
}))

/** The language of the page; one tap opens all of them, and another is French. */
export function LanguageChoice() {
  const { t } = useTranslation('frame')
  const { language, offered, choose } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  // On the tablet of a place the next person must not find the language of this one.
  const shared = useEnrolled()?.acting.desk !== undefined
  if (offered.length < 2) return null

  function chosen(code: string): void {
    setOpen(false)
    void choose(code, shared ? 'this-person' : 'this-device')
  }

  return (
    <div className="language-choice">
      {language.code !== french.code && (
        <button type="button" lang={french.code} dir={french.dir} onClick={() => chosen(french.code)}>
          {french.autonym}
        </button>
      )}
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Speech />
        <span className="autonym" lang={language.code} dir={language.dir}>
          {language.autonym}
        </span>
        <span className="spoken-only"> · {t('language.choose')}</span>
      </button>
      {isOpen && (
        <Suspense>
          <LanguageDialog
            languages={offered}
            current={language.code}
            forStaff={shared}
            onChoose={chosen}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
