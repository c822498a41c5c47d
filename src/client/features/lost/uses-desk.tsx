import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { NotSavedStep } from '#client/device/not-saved-step.tsx'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanStep } from '#client/scan/scan-step.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { GivenHere } from './given-here.tsx'
import { PointingStep } from './pointing-step.tsx'
import { useUses, type Uses } from './use-uses.ts'

type Props = { readonly device: Device; readonly held: HeldKnowledge }

/** "I did not use this": the person looks at the uses of their pass and points at one. No name is asked. */
export function UsesDesk({ device, held }: Props) {
  const { t } = useTranslation('lost')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const uses = useUses(device)
  return (
    <ScanStep
      scanning={uses.state.type === 'finding'}
      working={uses.state.type === 'working'}
      title={t('uses.title')}
      back={{ label: f('action.home'), onBack: () => go('/') }}
      hint={t('hint')}
      number={{ label: t('number.label'), hint: t('number.hint') }}
      onText={uses.scan}
      below={<GivenHere device={device} timeZone={held.records.programme.timeZone} onChoose={uses.choose} />}
    >
      <UsesStep held={held} uses={uses} />
    </ScanStep>
  )
}

function UsesStep({ held, uses }: { readonly held: HeldKnowledge; readonly uses: Uses }) {
  const { t } = useTranslation('lost')
  const { state } = uses
  switch (state.type) {
    case 'finding':
    case 'working':
      return null
    case 'pointing':
      return <PointingStep pointing={state} programme={held.records.programme} uses={uses} />
    case 'contested':
      return (
        <EndStep title={t('uses.done.title')} onNext={uses.next}>
          <StateDrawing state="done">{t('uses.done.text')}</StateDrawing>
          <p>{t('uses.done.person')}</p>
        </EndStep>
      )
    case 'refused':
      return (
        <EndStep title={t('uses.not-contested')} onNext={uses.next}>
          <StateDrawing state="refused">{t(`uses.refused.${state.reason}`)}</StateDrawing>
        </EndStep>
      )
    case 'unreadable':
      return <UnreadableAnswer reason={state.reason} seen={state.seen} onNext={uses.next} />
    case 'not-saved':
      return <NotSavedStep reason={state.reason} onNext={uses.next} />
  }
}

function EndStep(props: {
  readonly title: string
  readonly onNext: () => void
  readonly children: React.ReactNode
}) {
  const { title, onNext, children } = props
  const { t } = useTranslation('lost')
  const action = useReadyAction(title)
  return (
    <Screen
      {...useFrame()}
      title={title}
      action={
        <Button large ref={action} onClick={onNext}>
          {t('done')}
        </Button>
      }
    >
      {children}
    </Screen>
  )
}
