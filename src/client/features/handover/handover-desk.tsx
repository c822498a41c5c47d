import './handover.css'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Screen } from '#client/ui/screen.tsx'
import { HandedOverStep } from './handed-over-step.tsx'
import { QuestionStep } from './question-step.tsx'
import { RefusedStep } from './refused-step.tsx'
import { UndoneStep } from './undone-step.tsx'
import { useHandover, type Handover } from './use-handover.ts'
import { NotSavedStep } from '#client/device/not-saved-step.tsx'

type Props = { readonly device: Device; readonly held: HeldKnowledge }

export function HandoverDesk({ device, held }: Props) {
  const { t } = useTranslation('handover')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const handover = useHandover(device, held)
  const scanning = handover.state.type === 'scanning'
  return (
    <StepHost
      scanning={scanning}
      scan={
        <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
          <ScanPane
            filming={scanning}
            hint={t('hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number' }}
            onText={handover.scan}
          />
        </Screen>
      }
      working={handover.state.type === 'working'}
    >
      <HandoverStep device={device} held={held} handover={handover} />
    </StepHost>
  )
}

function HandoverStep({ device, held, handover }: Props & { readonly handover: Handover }) {
  const { state } = handover
  switch (state.type) {
    case 'scanning':
    case 'working':
      return null
    case 'asking':
      return <QuestionStep key={state.step} asking={state} handover={handover} />
    case 'handed-over':
      return <HandedOverStep device={device} given={state} handover={handover} />
    case 'undone':
      return <UndoneStep pass={state.pass} onNext={handover.next} />
    case 'refused':
      return <RefusedStep held={held} reason={state.reason} at={state.at} onNext={handover.next} />
    case 'unreadable':
      return <UnreadableAnswer reason={state.reason} seen={state.seen} onNext={handover.next} />
    case 'not-saved':
      return <NotSavedStep reason={state.reason} onNext={handover.next} />
  }
}
