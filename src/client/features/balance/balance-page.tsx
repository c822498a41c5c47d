import './balance.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageChoice } from '#client/frame/language-choice.tsx'
import { backLabel, usePersonsFrame } from '#client/frame/persons-frame.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { InFrench, type Translate } from './bilingual.tsx'

export type BalancePageProps = {
  readonly title: (say: Translate) => string
  /** The programme's own number, when the answer tells it. */
  readonly telephone?: string | undefined
  readonly onBack?: (() => void) | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A page for the person who holds a pass: its language above, the person to call below. */
export function BalancePage({ title, telephone, onBack, action, children }: BalancePageProps) {
  const { t } = useTranslation('balance')
  const frame = usePersonsFrame(telephone)
  return (
    <Screen
      {...frame}
      title={title(t)}
      back={onBack && { label: backLabel, onBack }}
      status={
        <div className="balance-top">
          {frame.status}
          <LanguageChoice />
        </div>
      }
      action={action}
    >
      <p className="balance-title-french">
        <InFrench say={title} />
      </p>
      {children}
    </Screen>
  )
}
