import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { NotSavedStep } from '#client/device/not-saved-step.tsx'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { ScanStep } from '#client/scan/scan-step.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { BlockedStep, UnblockedStep } from './blocked-step.tsx'
import { FoundStep } from './found-step.tsx'
import { GivenHere } from './given-here.tsx'
import { isScanning } from './lost-state.ts'
import { RefusedStep } from './refused-step.tsx'
import { ConfirmStep, NotThisOneStep, ReplacedStep } from './replace-steps.tsx'
import { useLost, type Lost } from './use-lost.ts'

type Props = { readonly device: Device; readonly held: HeldKnowledge }

/** A person lost their pass: it is found, blocked, and what is left goes to a new one. */
export function LostDesk({ device, held }: Props) {
  const { t } = useTranslation('lost')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const lost = useLost(device)
  const { state } = lost
  const takesNew = state.type === 'taking-new'
  const { timeZone } = held.records.programme
  return (
    <ScanStep
      scanning={isScanning(state)}
      working={state.type === 'working'}
      title={takesNew ? t('replace.title') : t('title')}
      back={
        takesNew
          ? { label: t('another'), onBack: lost.next }
          : { label: f('action.home'), onBack: () => go('/') }
      }
      hint={takesNew ? t('replace.hint') : t('hint')}
      number={{ label: t('number.label'), hint: t('number.hint') }}
      onText={lost.scan}
      below={!takesNew && <GivenHere device={device} timeZone={timeZone} onChoose={lost.choose} />}
    >
      <LostStep lost={lost} timeZone={timeZone} />
    </ScanStep>
  )
}

function LostStep({ lost, timeZone }: { readonly lost: Lost; readonly timeZone: string }) {
  const { state } = lost
  switch (state.type) {
    case 'finding':
    case 'taking-new':
    case 'working':
      return null
    case 'found':
      return <FoundStep found={state} timeZone={timeZone} lost={lost} />
    case 'blocked':
      return <BlockedStep blocked={state} lost={lost} />
    case 'unblocked':
      return <UnblockedStep onNext={lost.next} />
    case 'confirming':
      return <ConfirmStep step={state} lost={lost} />
    case 'replaced':
      return <ReplacedStep step={state} lost={lost} />
    case 'not-this-one':
      return <NotThisOneStep step={state} lost={lost} />
    case 'refused':
      return <RefusedStep reason={state.reason} onNext={lost.next} />
    case 'unreadable':
      return <UnreadableAnswer reason={state.reason} seen={state.seen} onNext={lost.again} />
    case 'not-saved':
      return <NotSavedStep reason={state.reason} onNext={lost.again} />
  }
}
