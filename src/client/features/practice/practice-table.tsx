import { useTranslation } from 'react-i18next'
import type { PracticeCode } from '#client/practice/practice-store.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { Button } from '#client/ui/button.tsx'
import { letterOf } from './letter-of.ts'

type PracticeTableProps = {
  readonly codes: readonly PracticeCode[]
  readonly now: () => number
  readonly onText: (scanned: ScannedText) => void
}

/** The passes of the exercise as they lie on the table: a tap holds one before the camera. */
export function PracticeTable({ codes, now, onText }: PracticeTableProps) {
  const { t } = useTranslation('practice')
  const isBooklet = codes.some(({ cheque }) => cheque > 0)
  return (
    <fieldset className="practice-table">
      <legend>{t('table.title')}</legend>
      {codes.map(({ pass, cheque, text }) => (
        <Button
          key={`${pass}/${cheque}`}
          kind="secondary"
          data-code={`${pass}/${cheque}`}
          onClick={() => onText({ text, source: 'camera', at: now() })}
        >
          {t('sheet.pass', { letter: letterOf(pass) })}
          {isBooklet && ` · ${cheque === 0 ? t('table.cover') : t('table.cheque', { cheque })}`}
        </Button>
      ))}
    </fieldset>
  )
}
