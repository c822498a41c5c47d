import './scan-pane.css'
import {
  createContext,
  lazy,
  Suspense,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { CameraRefusal } from './camera-refusal.ts'
import { takeHandedCode } from './handed-code.ts'
import { listenToKeyboardReader } from './keyboard-reader.ts'
import { PictureInput } from './picture-input.tsx'
import type { ScannedText } from './scanned-text.ts'
import { touchByScan } from './scanned-touch.ts'
import { TypedForm, type TypedField } from './typed-form.tsx'
import type { CameraState } from './use-camera.ts'

export type ScanPaneProps = {
  readonly filming: boolean
  /** What to put in front of the camera. */
  readonly hint: string
  readonly typed: TypedField
  /** Also called while the camera stands still, by a keyboard reader. */
  readonly onText: (scanned: ScannedText) => void
}

/** Codes that stand beside the camera and are read by a tap, where there are any: see the exercise. */
export const CodesAtHand = createContext<((onText: ScanPaneProps['onText']) => ReactNode) | undefined>(
  undefined,
)

function cameraPane() {
  return import('./camera-pane.tsx')
}

// On its way while the store opens, and in no first chunk: it is heavy, with its decoder.
void cameraPane().catch(() => undefined)

const CameraPane = lazy(async () => ({ default: (await cameraPane()).CameraPane }))

/** A code by the camera, by a keyboard reader or by hand. Its texts are the namespace `scan`. */
export function ScanPane({ filming, hint, typed, onText }: ScanPaneProps) {
  const { t } = useTranslation('scan')
  const codes = use(CodesAtHand)
  const [camera, setCamera] = useState<CameraState | { readonly type: 'asking' }>({ type: 'starting' })
  const [asked, setAsked] = useState(false)
  const [reading, setReading] = useState(false)
  const refused = camera.type === 'refused'
  const hear = useEffectEvent(onText)
  const lying = useLyingCode(filming)
  function hearCamera(scanned: ScannedText): void {
    touchByScan(scanned)
    if (!lying(scanned)) onText(scanned)
  }
  useEffect(() => {
    const handed = takeHandedCode()
    if (handed) hear(handed)
    return listenToKeyboardReader({ onText: (scanned) => hear(scanned), onReading: setReading })
  }, [])

  return (
    <div className="scan-pane">
      {codes?.(onText)}
      <Suspense fallback={<div className="camera-view" />}>
        <CameraPane
          filming={filming}
          label={t('label')}
          onText={hearCamera}
          onState={setCamera}
          refused={(reason, retry) => <NoCamera reason={reason} retry={retry} />}
        />
      </Suspense>
      {reading ? (
        <p className="scan-hint" role="status">
          {t('reading')}
        </p>
      ) : (
        !refused &&
        camera.type !== 'asking' && (
          <p className="scan-hint">{camera.type === 'starting' ? t('starting') : hint}</p>
        )
      )}
      {refused || asked ? (
        <TypedForm field={typed} onText={onText} />
      ) : (
        <Button kind="secondary" onClick={() => setAsked(true)}>
          {t('type')}
        </Button>
      )}
      {filming && <PictureInput onText={onText} />}
    </div>
  )
}

const takenAwayWithin = 4000

/** The code that was just answered and still lies before the camera: a person needs a moment to take it away. */
function useLyingCode(filming: boolean): (scanned: ScannedText) => boolean {
  const last = useRef('')
  const resumedAt = useRef(0)
  useEffect(() => {
    if (filming) resumedAt.current = Date.now()
  }, [filming])
  return ({ text, at }) => {
    const lies = text === last.current && at - resumedAt.current < takenAwayWithin
    if (!lies) last.current = text
    return lies
  }
}

function NoCamera({ reason, retry }: { readonly reason: CameraRefusal; readonly retry: () => void }) {
  const { t } = useTranslation('scan')
  return (
    <Notice
      weight="important"
      action={
        <Button kind="secondary" onClick={reason === 'damaged' ? reload : retry}>
          {t(reason === 'damaged' ? 'reload' : 'retry')}
        </Button>
      }
    >
      {t(`refused.${reason}`)}
    </Notice>
  )
}

function reload(): void {
  location.reload()
}
