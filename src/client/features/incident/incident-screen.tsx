import './incident.css'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDevices, useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { createCell } from '#client/store/observable.ts'
import type { DeviceMark } from '#client/store/marker.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { BrokenStore } from './broken-store.tsx'
import { LostActs } from './lost-acts.tsx'

const steps = ['paper', 'call', 'enrol'] as const

/** What this device kept is gone: which acts may be lost with it, and the way back into service. */
export function IncidentScreen() {
  const { t } = useTranslation('incident')
  const opened = useDevices()
  const missed = useObservable(opened.type === 'opened' ? opened.devices.lost : nobody)
  const what = opened.type === 'broken' ? 'broken' : 'lost'
  const lost = opened.type === 'broken' ? opened.lost : missed
  return (
    <Screen
      {...useFrame()}
      title={t(`${what}.title`)}
      action={
        what === 'lost' && (
          <Link href="/enrol" className={buttonClass({ large: true })}>
            <span className="button-text">{t('action')}</span>
          </Link>
        )
      }
    >
      <div className="incident-state">
        <StateDrawing state="refused">{t(`${what}.text`)}</StateDrawing>
      </div>
      <Notice weight="important">
        {lost.map((mark) => (
          <LostActs key={mark.device} mark={mark} />
        ))}
        {lost.length === 0 && <p>{t('unknown')}</p>}
      </Notice>
      <h2>{t('do.title')}</h2>
      <ol className="incident-steps">
        {steps.map((step) => (
          <li key={step}>{t(`do.${step}`)}</li>
        ))}
      </ol>
      {what === 'broken' && <BrokenStore />}
    </Screen>
  )
}

const nobody = createCell<readonly DeviceMark[]>([])
