import './redeem.css'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useEffect, useRef } from 'react'
import type { Device } from '#client/device/device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { AnsweredFrame } from './answered-frame.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { useRedeem } from './use-redeem.ts'

/** The camera stays mounted behind every step: it is asked for once, and the next scan starts at once. */
export function RedeemDesk({ device, held }: { readonly device: Device; readonly held: HeldKnowledge }) {
  const { t } = useTranslation('redeem')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const frame = useFrame()
  const redeem = useRedeem(device, held)
  const { state } = redeem
  const scanning = state.type === 'scanning'
  const first = useFocusWhen(scanning)
  return (
    <>
      <div ref={first} tabIndex={-1} hidden={!scanning}>
        <Screen {...frame} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
          <ScanPane
            filming={scanning}
            hint={t('hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), symbols: 12 }}
            onText={redeem.scan}
          />
        </Screen>
      </div>
      {state.type === 'confirming' && (
        <ConfirmScreen held={held} redeem={redeem} scanned={state.scanned} notSaved={state.notSaved} />
      )}
      {state.type === 'answering' && (
        <div className="answering" aria-busy="true">
          <StateDrawing state="loading">{t('answering')}</StateDrawing>
        </div>
      )}
      {state.type === 'answered' && (
        <AnsweredFrame device={device} held={held} redeem={redeem} answer={state.answer} />
      )}
    </>
  )
}

/** What was focused is gone with the step that ended. */
function useFocusWhen(shown: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const wasShown = useRef(shown)
  useEffect(() => {
    if (shown && !wasShown.current) place.current?.focus({ preventScroll: true })
    wasShown.current = shown
  }, [shown])
  return place
}
