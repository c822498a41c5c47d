import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { AgeQuestion } from './age-question.tsx'
import { isAnswered, stepBeside, type HandoverState } from './handover-state.ts'
import { LanguageQuestion } from './language-question.tsx'
import { PassSummary } from './pass-summary.tsx'
import { SituationsQuestion } from './situations-question.tsx'
import type { Handover } from './use-handover.ts'

export type QuestionStepProps = {
  readonly asking: Extract<HandoverState, { type: 'asking' }>
  readonly handover: Handover
}

/** One question a screen: a tap to answer, a tap to go on. The last one gives the pass. */
export function QuestionStep({ asking, handover }: QuestionStepProps) {
  const { t } = useTranslation('handover')
  const { pass, step, said, notSaved } = asking
  const isFirst = stepBeside(pass, step, 'before') === undefined
  const isLast = stepBeside(pass, step, 'after') === undefined
  return (
    <Screen
      {...useFrame()}
      title={t(`${step}.title`)}
      back={{ label: isFirst ? t('leave') : t('back'), onBack: handover.back }}
      action={
        <div className="handover-actions">
          <Button large disabled={!isAnswered(step, said)} onClick={handover.forward}>
            {step === 'box' ? t('box.yes') : isLast ? t('confirm') : t('continue')}
          </Button>
          {step === 'box' && (
            <Button kind="secondary" onClick={handover.next}>
              {t('box.no')}
            </Button>
          )}
        </div>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      {isFirst && <PassSummary pass={pass} />}
      <Question step={step} said={said} onSay={handover.say} />
    </Screen>
  )
}

type QuestionProps = Pick<QuestionStepProps['asking'], 'step' | 'said'> & { readonly onSay: Handover['say'] }

function Question({ step, said, onSay }: QuestionProps) {
  const { t } = useTranslation('handover')
  switch (step) {
    case 'box':
      return <p>{t('box.text')}</p>
    case 'age':
      return <AgeQuestion age={said.age} onSay={onSay} />
    case 'situations':
      return <SituationsQuestion situations={said.situations} onSay={onSay} />
    case 'language':
      return <LanguageQuestion language={said.language} onSay={onSay} />
  }
}
