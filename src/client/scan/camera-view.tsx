import type { ReactElement } from 'react'
import type { Camera } from './use-camera.ts'
import './camera-view.css'

export type CameraViewProps = {
  readonly camera: Camera
  readonly label: string
}

/** What the camera sees, with a frame around the part that is read. Its only word is the label that it is given. */
export function CameraView({ camera, label }: CameraViewProps): ReactElement {
  return (
    <div
      className="camera-view"
      data-state={camera.state.type}
      role="img"
      aria-label={label}
      ref={camera.viewRef}
    />
  )
}
