import './redeem.css'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { useDraft, useDropOnLeave } from '#client/device/use-draft.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { isScannedText } from '#client/scan/scanned-text.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Screen } from '#client/ui/screen.tsx'
import { AnsweredFrame } from './answered-frame.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { useRedeem } from './use-redeem.ts'

// After a workshop, by a tap: nobody who waits in a queue pays for it.
const SeriesDesk = lazy(async () => ({ default: (await import('./series/series-desk.tsx')).SeriesDesk }))
const SeriesWay = lazy(async () => ({ default: (await import('./series/series-way.tsx')).SeriesWay }))

type RedeemDeskProps = { readonly device: Device; readonly held: HeldKnowledge }

/** One code after the other, or a series with one confirmation. */
export function RedeemDesk({ device, held }: RedeemDeskProps) {
  const [series, setSeries] = useState(false)
  return series ? (
    <Suspense>
      <SeriesDesk device={device} held={held} onLeave={() => setSeries(false)} />
    </Suspense>
  ) : (
    <SingleDesk device={device} held={held} onSeries={() => setSeries(true)} />
  )
}

function SingleDesk({ device, held, onSeries }: RedeemDeskProps & { readonly onSeries: () => void }) {
  const { t } = useTranslation('redeem')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const redeem = useRedeem(device, held)
  const { state } = redeem
  const scanning = state.type === 'scanning'
  useDraft(device.drafts, 'redeem', state.type === 'confirming' ? state.scanned.text : undefined, (kept) => {
    if (scanning && isScannedText(kept)) redeem.resume(kept)
  })
  useDropOnLeave(device.drafts, 'redeem')
  function way(place: 'above' | 'below') {
    return (
      <Suspense>
        <SeriesWay {...{ device, place }} onOpen={onSeries} />
      </Suspense>
    )
  }
  return (
    <StepHost
      scanning={scanning}
      scan={
        <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
          {way('above')}
          <ScanPane
            filming={scanning}
            hint={t('hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number' }}
            onText={redeem.scan}
          />
          {way('below')}
        </Screen>
      }
      working={state.type === 'answering'}
    >
      {state.type === 'confirming' && (
        <ConfirmScreen held={held} redeem={redeem} scanned={state.scanned} notSaved={state.notSaved} />
      )}
      {state.type === 'answered' && (
        <AnsweredFrame device={device} held={held} redeem={redeem} answer={state.answer} />
      )}
    </StepHost>
  )
}
