import './step-host.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { InFront } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'

export type StepHostProps = {
  /** The screen of the camera is the one in front. */
  readonly scanning: boolean
  readonly scan: ReactNode
  readonly working: boolean
  readonly children: ReactNode
}

/** Keeps the camera mounted behind every step: it is asked for once, and the next scan starts at once. */
export function StepHost({ scanning, scan, working, children }: StepHostProps) {
  const { t } = useTranslation()
  return (
    <>
      {working && (
        <div className="step-working" aria-busy="true">
          <StateDrawing state="loading">{t('state.loading')}</StateDrawing>
        </div>
      )}
      {children}
      {/* Last, so that the step in front is also the first of the page. */}
      <div hidden={!scanning}>
        <InFront value={scanning}>{scan}</InFront>
      </div>
    </>
  )
}
