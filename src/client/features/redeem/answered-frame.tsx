import { useTranslation } from 'react-i18next'
import { isDeferred } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { CheckedScreen } from './checked-screen.tsx'
import { DeferredAnswer } from './deferred-answer.tsx'
import type { Answered } from './redeem-state.ts'
import { UndoneScreen } from './undone-screen.tsx'
import { UnreadableAnswer } from './unreadable-answer.tsx'
import type { Redeem } from './use-redeem.ts'
import { VerdictAnswer } from './verdict-answer.tsx'

export type AnsweredFrameProps = {
  readonly device: Device
  readonly held: HeldKnowledge
  readonly redeem: Redeem
  readonly answer: Answered
}

/** Each answer has its own full-screen frame and one button: next. */
export function AnsweredFrame({ device, held, redeem, answer }: AnsweredFrameProps) {
  const { t } = useTranslation('redeem')
  const frame = useFrame()
  switch (answer.type) {
    case 'unreadable':
      return <UnreadableAnswer reason={answer.reason} onNext={redeem.next} />
    case 'checked':
      return <CheckedScreen scanned={answer.scanned} onNext={redeem.next} />
    case 'undone':
      return <UndoneScreen scanned={answer.scanned} onNext={redeem.next} />
    case 'not-saved':
      return (
        <Screen
          {...frame}
          title={t('title')}
          action={
            <Button large autoFocus onClick={redeem.next}>
              {t('next')}
            </Button>
          }
        >
          <NotSavedNotice reason={answer.reason} />
        </Screen>
      )
    case 'verdict':
      return isDeferred(answer.verdict.type) ? (
        <DeferredAnswer held={held} redeem={redeem} answer={answer} reason={answer.verdict.type} />
      ) : (
        <VerdictAnswer device={device} redeem={redeem} answer={answer} />
      )
  }
}
