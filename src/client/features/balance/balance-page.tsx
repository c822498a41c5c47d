import './balance.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageChoice } from '#client/frame/language-choice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
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
  const { t } = useTranslation('frame')
  const say = useTranslation('balance').t
  const frame = useFrame()
  return (
    <Screen
      {...frame}
      title={title(say)}
      back={onBack && { label: t('action.back'), onBack }}
      status={
        <div className="balance-top">
          {frame.status}
          <LanguageChoice />
        </div>
      }
      telephone={telephone ? { label: t('telephone'), number: telephone } : frame.telephone}
      action={action}
    >
      <p className="balance-title-french">
        <InFrench say={title} />
      </p>
      {children}
    </Screen>
  )
}
