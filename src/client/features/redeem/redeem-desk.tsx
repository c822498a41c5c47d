import './redeem.css'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { useDraft, useDropOnLeave } from '#client/device/use-draft.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { isScannedText } from '#client/scan/scanned-text.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { Uuid } from '#protocol/uuid.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { AnsweredFrame } from './answered-frame.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { useRedeem } from './use-redeem.ts'

// After a workshop, by a tap: nobody who waits in a queue pays for it.
const SeriesDesk = lazy(async () => ({ default: (await import('./series/series-desk.tsx')).SeriesDesk }))

type RedeemDeskProps = { readonly device: Device; readonly held: HeldKnowledge }

/** One code after the other, or a series with one confirmation. */
export function RedeemDesk({ device, held }: RedeemDeskProps) {
  const [series, setSeries] = useState<{ readonly owner: Uuid | undefined }>()
  const [seriesWaits, setSeriesWaits] = useState(false)
  const atWork = device.sharing.atWork.current
  useEffect(() => {
    let gone = false
    // Also when the page comes back from behind the lock: a series is of who scanned it.
    const owner = atWork()
    void device.drafts.read('series', owner).then((kept) => {
      if (gone) return
      setSeriesWaits(kept !== undefined)
      setSeries((open) => (open?.owner === owner ? open : undefined))
    })
    return () => {
      gone = true
    }
  }, [device, atWork, series])
  return series ? (
    <Suspense>
      <SeriesDesk device={device} held={held} owner={series.owner} onLeave={() => setSeries(undefined)} />
    </Suspense>
  ) : (
    <SingleDesk {...{ device, held, seriesWaits }} onSeries={() => setSeries({ owner: atWork() })} />
  )
}

type SingleProps = RedeemDeskProps & { readonly seriesWaits: boolean; readonly onSeries: () => void }

function SingleDesk({ device, held, seriesWaits, onSeries }: SingleProps) {
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
  return (
    <StepHost
      scanning={scanning}
      scan={
        <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
          <ScanPane
            filming={scanning}
            hint={t('hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number' }}
            onText={redeem.scan}
          />
          <Button kind={seriesWaits ? 'secondary' : 'quiet'} onClick={onSeries}>
            {t(seriesWaits ? 'series.resume' : 'series.open')}
          </Button>
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
