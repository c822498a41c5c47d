import './step-host.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
  const place = useRef<HTMLDivElement>(null)
  const wasScanning = useRef(scanning)
  useEffect(() => {
    // What was focused is gone with the step that ended.
    if (scanning && !wasScanning.current) place.current?.querySelector('h1')?.focus({ preventScroll: true })
    wasScanning.current = scanning
  }, [scanning])
  return (
    <>
      {working && (
        <div className="step-working" aria-busy="true">
          <StateDrawing state="loading">{t('state.loading')}</StateDrawing>
        </div>
      )}
      {children}
      {/* Last, so that the step in front is also the first of the page. */}
      <div ref={place} hidden={!scanning}>
        {scan}
      </div>
    </>
  )
}
