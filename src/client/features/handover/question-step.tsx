import { useTranslation } from 'react-i18next'
import { mayAddPass } from '#domain/handover.ts'
import type { OfflineRules } from '#domain/programme.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { isAnswered, stepBeside, strayReasonsOf, type Asking, type Step } from './handover-state.ts'
import { LeftOutNotice } from './left-out-notice.tsx'
import { PassSummary } from './pass-summary.tsx'
import { SaidQuestion } from './said-question.tsx'
import type { Handover } from './use-handover.ts'

export type QuestionStepProps = {
  readonly asking: Asking & { readonly step: Exclude<Step, 'explain'> }
  readonly handover: Handover
  readonly rules: OfflineRules
}

/** One question a screen, and one tap where it has one answer. */
export function QuestionStep({ asking, handover, rules }: QuestionStepProps) {
  const { t } = useTranslation('handover')
  const { passes, step, said, notSaved } = asking
  const isFirst = stepBeside(passes, step, 'before') === undefined
  // Of several situations a person says when they are all; elsewhere the way on is for who came back.
  const goesOn = step === 'box' || step === 'situations' || isAnswered(step, said)
  return (
    <Screen
      {...useFrame()}
      title={t(`${step}.title`)}
      back={{ label: isFirst ? t('leave') : t('back'), onBack: handover.back }}
      action={
        goesOn && (
          <div className="handover-actions">
            <Button large disabled={!isAnswered(step, said)} onClick={handover.forward}>
              {t(step === 'box' ? 'box.yes' : 'continue')}
            </Button>
            {step === 'box' && (
              <Button kind="secondary" onClick={handover.leaveOut}>
                {t('box.no')}
              </Button>
            )}
          </div>
        )
      }
    >
      {handover.leftOut && <LeftOutNotice leftOut={handover.leftOut} />}
      {notSaved && <NotSavedNotice reason={notSaved} />}
      {isFirst && <PassSummary passes={passes} />}
      {step === 'box' ? (
        <>
          {strayReasonsOf(passes).map((reason) => (
            <p key={reason}>{t(`box.${reason}`)}</p>
          ))}
          <p>{t('box.recorded')}</p>
        </>
      ) : (
        <SaidQuestion question={step} said={said} onSay={handover.say} onAnswer={handover.answer} />
      )}
      {step === 'age' &&
        (mayAddPass(rules, passes.length) ? (
          <Button kind="quiet" onClick={handover.add}>
            {t('add.do', { most: rules.passesPerHandover })}
          </Button>
        ) : (
          passes.length > 1 && <p>{t('add.most', { most: rules.passesPerHandover })}</p>
        ))}
    </Screen>
  )
}
