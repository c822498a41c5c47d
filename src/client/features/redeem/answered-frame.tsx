import { isDeferred } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedStep } from '#client/device/not-saved-step.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { CheckedScreen } from './checked-screen.tsx'
import { DeferredAnswer } from './deferred-answer.tsx'
import type { Answered } from './redeem-state.ts'
import { UndoneScreen } from './undone-screen.tsx'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
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
  switch (answer.type) {
    case 'unreadable':
      return <UnreadableAnswer reason={answer.reason} seen={answer.seen} onNext={redeem.next} />
    case 'checked':
      return <CheckedScreen scanned={answer.scanned} onNext={redeem.next} />
    case 'undone':
      return <UndoneScreen scanned={answer.scanned} onNext={redeem.next} />
    case 'not-saved':
      return <NotSavedStep reason={answer.reason} onNext={redeem.next} />
    case 'verdict':
      return isDeferred(answer.verdict.type) ? (
        <DeferredAnswer held={held} redeem={redeem} answer={answer} reason={answer.verdict.type} />
      ) : (
        <VerdictAnswer device={device} redeem={redeem} answer={answer} />
      )
  }
}
