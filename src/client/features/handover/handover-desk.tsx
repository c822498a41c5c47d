import './handover.css'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { Loading } from '#client/frame/loading.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { isCodeHanded } from '#client/scan/handed-code.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { ExplainStep } from './explain-step.tsx'
import { HandedOverStep } from './handed-over-step.tsx'
import { LeftOutNotice } from './left-out-notice.tsx'
import { PassSummary } from './pass-summary.tsx'
import { QuestionStep } from './question-step.tsx'
import { RefusedStep } from './refused-step.tsx'
import { UndoneStep } from './undone-step.tsx'
import { useHandover, type Handover } from './use-handover.ts'
import { NotSavedStep } from '#client/device/not-saved-step.tsx'

export type HandoverDeskProps = {
  readonly device: Device
  readonly held: HeldKnowledge
}

// By a tap: nobody who gives one pass pays for it.
const GroupDesk = lazy(async () => ({ default: (await import('./group/group-desk.tsx')).GroupDesk }))
const NeedsDesk = lazy(async () => ({ default: (await import('./needs/needs-desk.tsx')).NeedsDesk }))

type Mode = 'single' | 'group' | 'needs'

/** One handover after the other; a group with one confirmation; or first what somebody needs. */
export function HandoverDesk({ device, held }: HandoverDeskProps) {
  const [mode, setMode] = useState<Mode>()
  const [groupWaits, setGroupWaits] = useState(false)
  const [handed] = useState(isCodeHanded)
  useEffect(() => {
    // Known before the lock hid it.
    if (mode) return undefined
    let gone = false
    // A group that was left half done is taken up at once, or waits for the one pass that comes from the screen before.
    void device.drafts.read('group', device.sharing.atWork.current()).then((group) => {
      if (gone) return
      setGroupWaits(group !== undefined)
      setMode(group === undefined || handed ? 'single' : 'group')
    })
    return () => {
      gone = true
    }
  }, [device, mode, handed])
  function leave(): void {
    setGroupWaits(false)
    setMode('single')
  }
  switch (mode) {
    case undefined:
      return <Loading />
    case 'single':
      return <SingleDesk {...{ device, held, groupWaits }} onMode={setMode} />
    case 'group':
      return (
        <Suspense>
          <GroupDesk device={device} held={held} onLeave={leave} />
        </Suspense>
      )
    case 'needs':
      return (
        <Suspense>
          <NeedsDesk held={held} onLeave={() => setMode('single')} />
        </Suspense>
      )
  }
}

type SingleProps = HandoverDeskProps & {
  readonly groupWaits: boolean
  readonly onMode: (mode: Mode) => void
}

function SingleDesk({ device, held, groupWaits, onMode }: SingleProps) {
  const { t } = useTranslation('handover')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const handover = useHandover(device, held)
  const scanning = handover.state.type === 'scanning'
  const joining = handover.state.type === 'scanning' ? handover.state.joining : undefined
  return (
    <StepHost
      scanning={scanning}
      scan={
        <Screen
          {...useFrame()}
          title={t(joining ? 'add.title' : 'title')}
          back={
            joining
              ? { label: t('add.leave'), onBack: handover.back }
              : { label: f('action.home'), onBack: () => go('/') }
          }
        >
          {scanning && handover.leftOut && <LeftOutNotice leftOut={handover.leftOut} />}
          {joining && <PassSummary passes={joining.passes} />}
          {!joining && groupWaits && (
            <Button kind="secondary" onClick={() => onMode('group')}>
              {t('group.resume')}
            </Button>
          )}
          <ScanPane
            filming={scanning}
            hint={t('hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number' }}
            onText={handover.scan}
          />
          {!joining && (
            <div className="handover-ways">
              <Button kind="quiet" onClick={() => onMode('needs')}>
                {t('needs.open')}
              </Button>
              {!groupWaits && (
                <Button kind="quiet" onClick={() => onMode('group')}>
                  {t('group.open')}
                </Button>
              )}
            </div>
          )}
        </Screen>
      }
      working={handover.state.type === 'working' || handover.state.type === 'resuming'}
    >
      <HandoverStep {...{ device, held, handover }} />
    </StepHost>
  )
}

function HandoverStep({ device, held, handover }: HandoverDeskProps & { readonly handover: Handover }) {
  const { state } = handover
  switch (state.type) {
    case 'scanning':
    case 'working':
    case 'resuming':
      return null
    case 'asking': {
      const { step } = state
      if (step === 'explain') return <ExplainStep asking={state} handover={handover} held={held} />
      const { rules } = held.records.programme
      return <QuestionStep key={step} asking={{ ...state, step }} handover={handover} rules={rules} />
    }
    case 'handed-over':
      return <HandedOverStep {...{ device, handover }} given={state} />
    case 'undone':
      return <UndoneStep passes={state.passes} onNext={handover.next} />
    case 'refused':
      return <RefusedStep held={held} reason={state.reason} at={state.at} onNext={handover.next} />
    case 'unreadable':
      return <UnreadableAnswer reason={state.reason} seen={state.seen} onNext={handover.next} />
    case 'not-saved':
      return <NotSavedStep reason={state.reason} onNext={handover.next} />
  }
}
