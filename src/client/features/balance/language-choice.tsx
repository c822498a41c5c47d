import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnrolled } from '#client/device/use-device.ts'
import { french } from '#client/i18n/languages.ts'
import { isDraft } from '#client/i18n/locale-files.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import { LanguageTiles } from '#client/ui/language-tiles.tsx'
import { Speech } from '#client/ui/icon.tsx'

/** The language of the page; one tap opens all of them, and another is French. */
export function LanguageChoice() {
  const { t } = useTranslation('frame')
  const { language, offered, choose } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  // On the tablet of a place the next person must not find the language of this one.
  const shared = useEnrolled() !== undefined
  if (offered.length < 2) return null

  function chosen(code: string): void {
    dialog.current?.close()
    void choose(code, shared ? 'this-person' : 'this-device')
  }

  return (
    <div className="balance-languages">
      {language.code !== french.code && (
        <button type="button" lang={french.code} dir={french.dir} onClick={() => chosen(french.code)}>
          {french.autonym}
        </button>
      )}
      <button type="button" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        <Speech />
        <span className="autonym" lang={language.code} dir={language.dir}>
          {language.autonym}
        </span>
        <span className="spoken-only"> · {t('language.choose')}</span>
      </button>
      <dialog ref={dialog} className="language-dialog" aria-label={t('language.choose')}>
        <button type="button" className="language-close" onClick={() => dialog.current?.close()}>
          {t('action.close')}
        </button>
        <LanguageTiles
          label={t('language.choose')}
          languages={offered}
          current={language.code}
          onChoose={chosen}
          note={shared ? (code) => (isDraft(code) ? t('language.draft') : undefined) : undefined}
        />
      </dialog>
    </div>
  )
}
