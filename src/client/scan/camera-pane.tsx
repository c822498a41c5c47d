import './camera-pane.css'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { CameraControls } from './camera-controls.tsx'
import type { CameraRefusal } from './camera-refusal.ts'
import { CameraView } from './camera-view.tsx'
import type { Facing } from './lens.ts'
import type { ScannedText } from './scanned-text.ts'
import { useCameraPermission } from './use-camera-permission.ts'
import { useCamera, type CameraState } from './use-camera.ts'
import { useFinderWord } from './use-finder-word.ts'
import type { Attempt } from './view-finder.ts'

export type CameraPaneProps = {
  /** The picture stands still while false; the camera stays open, so that it is asked for once. */
  readonly filming: boolean
  readonly label: string
  /** The side that it looks to: away from who holds it, unless said. */
  readonly facing?: Facing
  readonly onText: (scanned: ScannedText) => void
  /** Each look at a picture while filming. */
  readonly onAttempt?: (attempt: Attempt) => void
  /** `asking`: a sentence stands before the browser's own question. */
  readonly onState: (state: CameraState | { readonly type: 'asking' }) => void
  /** The way to try again, when there is no camera. */
  readonly refused: (reason: CameraRefusal, retry: () => void) => React.ReactNode
}

/** The camera in its frame. Heavy, with its decoder: loaded once the screen is painted. */
export function CameraPane(props: CameraPaneProps) {
  const { may, open } = useCameraPermission()
  const tell = useEffectEvent(() => props.onState({ type: 'asking' }))
  useEffect(() => {
    if (may === 'will-ask') tell()
  }, [may])
  if (may === 'unknown') return <div className="camera-view" />
  return may === 'will-ask' ? <Explanation onOpen={open} /> : <Filming {...props} />
}

/** Why the browser is about to ask. */
function Explanation({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation('scan')
  return (
    <div className="camera-explanation">
      <p>{t('explanation')}</p>
      <Button large onClick={onOpen}>
        {t('open')}
      </Button>
    </div>
  )
}

function Filming(props: CameraPaneProps) {
  const { filming, label, facing = 'environment', onText, onAttempt, onState, refused } = props
  const { t } = useTranslation('scan')
  const [word, look] = useFinderWord(() => true)
  const camera = useCamera(
    facing,
    (scanned) => {
      if (filming) onText(scanned)
    },
    (attempt) => {
      if (!filming) return
      look(attempt)
      onAttempt?.(attempt)
    },
  )
  const { state, pause, resume } = camera
  const follow = useEffectEvent(() => {
    if (filming && state.type === 'paused') resume()
    if (!filming && state.type === 'scanning') pause()
  })
  const tell = useEffectEvent(onState)
  useEffect(() => {
    follow()
    tell(state)
  }, [filming, state])
  return (
    <>
      <div hidden={state.type === 'refused'}>
        <div className="camera-pane-picture">
          <CameraView camera={camera} label={label} />
          <p className="camera-pane-word" role="status">
            {word === 'no-code' && t('no-code')}
          </p>
        </div>
        <CameraControls camera={camera} />
      </div>
      {state.type === 'refused' && refused(state.reason, camera.retry)}
    </>
  )
}
