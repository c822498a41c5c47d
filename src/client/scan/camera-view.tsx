import { useEffect, type ReactElement } from 'react'
import type { Camera } from './use-camera.ts'
import './camera-view.css'

export type CameraViewProps = {
  readonly camera: Camera
  readonly label: string
}

/**
 * What the camera sees, with a frame around the part that is read. Its only word is the label that it is given. It has the
 * focus where the button that opened it is gone: what comes next is done in front of it.
 */
export function CameraView({ camera, label }: CameraViewProps): ReactElement {
  const { viewRef, state } = camera
  useEffect(() => {
    if (document.activeElement === document.body) viewRef.current?.focus({ preventScroll: true })
  }, [viewRef, state.type])
  return (
    <div
      className="camera-view"
      tabIndex={-1}
      data-state={state.type}
      role="img"
      aria-label={label}
      ref={viewRef}
    />
  )
}
