import { useTranslation } from 'react-i18next'
import { useDevices } from '#client/device/use-device.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { CodeStep } from './code-step.tsx'
import { EnrolledStep } from './enrolled-step.tsx'
import { FailedStep } from './failed-step.tsx'
import { NameStep } from './name-step.tsx'
import { useEnrolFrame } from './use-enrol-frame.ts'
import { useEnrolment } from './use-enrolment.ts'

/** Makes this app act for a structure: a code, a name, and it works without a network. */
export function EnrolScreen() {
  const { t } = useTranslation('enrol')
  const { t: f } = useTranslation()
  const frame = useEnrolFrame()
  const opened = useDevices()
  const { state, askName, enrol, restart } = useEnrolment(opened)

  if (opened.type !== 'opened' && opened.type !== 'opening') {
    return (
      <Screen
        {...frame}
        title={f(`${opened.type}.title`)}
        action={
          <Button large onClick={() => location.reload()}>
            {f('failure.reload')}
          </Button>
        }
      >
        <StateDrawing state="refused">{f(`${opened.type}.text`)}</StateDrawing>
      </Screen>
    )
  }
  switch (state.type) {
    case 'asking':
      return <CodeStep onCode={askName} />
    case 'naming':
      return <NameStep onName={(name) => enrol(state.code, name)} onBack={restart} />
    case 'enrolling':
      return (
        <Screen {...frame} title={t('progress.title')}>
          <StateDrawing state="loading">{t('progress.text')}</StateDrawing>
        </Screen>
      )
    case 'failed':
      return (
        <FailedStep reason={state.reason} onRetry={() => enrol(state.code, state.name)} onOther={restart} />
      )
    case 'enrolled':
      return <EnrolledStep enrolled={state.enrolled} />
  }
}
