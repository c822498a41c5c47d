import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import type { Asking } from './handover-state.ts'
import { LeftOutNotice } from './left-out-notice.tsx'
import { TurnedExplanation } from './turned-explanation.tsx'
import type { Handover } from './use-handover.ts'

export type ExplainStepProps = {
  readonly asking: Asking
  readonly handover: Handover
  readonly held: HeldKnowledge
}

/** The tablet is turned towards the person; who has explained the pass gives it. */
export function ExplainStep({ asking: { passes, said, notSaved }, handover, held }: ExplainStepProps) {
  const { t } = useTranslation('handover')
  const count = passes.length
  return (
    <Screen
      {...useFrame()}
      wide
      title={t('explain.title')}
      back={{ label: t('back'), onBack: handover.back }}
      action={
        <Button large onClick={handover.forward}>
          {count === 1 ? t('confirm') : t('confirm-several', { count })}
        </Button>
      }
    >
      {handover.leftOut && <LeftOutNotice leftOut={handover.leftOut} />}
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <TurnedExplanation passes={passes} held={held} language={said.language} />
    </Screen>
  )
}
