import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#client/i18n/languages.ts'
import { isDraft } from '#client/i18n/locale-files.ts'
import { LanguageTiles } from '#client/ui/language-tiles.tsx'

export type LanguageDialogProps = {
  readonly languages: readonly Language[]
  readonly current: string
  /** Says the French name of each, and which nobody has read again. */
  readonly forStaff: boolean
  readonly onChoose: (code: string) => void
  readonly onClose: () => void
}

/** All languages over the page, which stays as it was. */
export function LanguageDialog({ languages, current, forStaff, onChoose, onClose }: LanguageDialogProps) {
  const { t } = useTranslation('frame')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const note = (code: string) => (isDraft(code) ? t('language.draft') : undefined)
  return (
    <dialog ref={dialog} className="language-dialog" aria-label={t('language.choose')} onClose={onClose}>
      <button type="button" className="language-close" onClick={() => dialog.current?.close()}>
        {t('action.close')}
      </button>
      <LanguageTiles
        label={t('language.choose')}
        languages={languages}
        current={current}
        onChoose={onChoose}
        note={forStaff ? note : undefined}
      />
    </dialog>
  )
}
