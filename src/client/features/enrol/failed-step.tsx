import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnrolFailure } from '#client/sync/enrol-device.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { useEnrolFrame } from './use-enrol-frame.ts'

export type FailedStepProps = {
  readonly reason: EnrolFailure
  readonly onRetry: () => void
  readonly onOther: () => void
}

/** Failures that the same code may survive. */
const retried: readonly EnrolFailure[] = ['no-network', 'bad-proof']

export function FailedStep({ reason, onRetry, onOther }: FailedStepProps) {
  const { t } = useTranslation('enrol')
  const sentence = t(`failed.${reason}`)
  const again = retried.includes(reason)
  useEffect(() => announce(sentence, 'assertive'), [sentence])
  return (
    <Screen
      {...useEnrolFrame()}
      title={t('failed.title')}
      action={
        <Button large onClick={again ? onRetry : onOther}>
          {again ? t('failed.retry') : t('failed.other')}
        </Button>
      }
    >
      <StateDrawing state={reason === 'no-network' ? 'offline' : 'refused'}>{sentence}</StateDrawing>
      {again && (
        <Button kind="quiet" onClick={onOther}>
          {t('failed.other')}
        </Button>
      )}
    </Screen>
  )
}
