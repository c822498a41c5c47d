import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { languageOf } from '#client/i18n/languages.ts'
import { PaperIn } from './paper-in.tsx'

export type PaperScreenProps = {
  readonly title: string
  readonly language: string
  /** Absent where the paper is in many. */
  readonly onLanguage?: () => void
  readonly back: { readonly label: string; readonly onBack: () => void }
  /** What to know or to choose before printing; not on the paper. */
  readonly before?: ReactNode
  /** The paper. */
  readonly children: ReactNode
}

/** A paper before it is printed: what it is, the one button, and the page as it comes out. */
export function PaperScreen({ title, language, onLanguage, back, before, children }: PaperScreenProps) {
  const { t } = useTranslation('letter')
  const { autonym, code, dir } = languageOf(language)
  return (
    <Screen
      {...useFrame()}
      wide
      title={title}
      back={back}
      action={
        <Button large onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <div className="paper-before screen-only">
        {onLanguage && (
          <p className="paper-language">
            <span>{t('language.chosen')}</span>{' '}
            <strong className="autonym" lang={code} dir={dir}>
              {autonym}
            </strong>{' '}
            <Button kind="quiet" onClick={onLanguage}>
              {t('language.change')}
            </Button>
          </p>
        )}
        {before}
      </div>
      <PaperIn code={language}>{children}</PaperIn>
    </Screen>
  )
}
