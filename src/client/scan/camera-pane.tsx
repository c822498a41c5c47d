import { useEffect, useEffectEvent } from 'react'
import type { CameraRefusal } from './camera-refusal.ts'
import { CameraView } from './camera-view.tsx'
import type { ScannedText } from './scanned-text.ts'
import { useCamera, type CameraState } from './use-camera.ts'

export type CameraPaneProps = {
  /** The picture stands still while false; the camera stays open, so that it is asked for once. */
  readonly filming: boolean
  readonly label: string
  readonly onText: (scanned: ScannedText) => void
  readonly onState: (state: CameraState) => void
  /** The way to try again, when there is no camera. */
  readonly refused: (reason: CameraRefusal, retry: () => void) => React.ReactNode
}

/** The camera in its frame. Heavy, with its decoder: loaded once the screen is painted. */
export function CameraPane({ filming, label, onText, onState, refused }: CameraPaneProps) {
  const camera = useCamera((scanned) => {
    if (filming) onText(scanned)
  })
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
        <CameraView camera={camera} label={label} />
      </div>
      {state.type === 'refused' && refused(state.reason, camera.retry)}
    </>
  )
}
