import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { controlsOf, setTorch, setZoom } from './track-controls.ts'
import type { Camera } from './use-camera.ts'

/** Light, zoom and another lens, as far as this camera has them; nothing where it has none. */
export function CameraControls({ camera: { track, nextLens } }: { readonly camera: Camera }) {
  const { t } = useTranslation('scan')
  const controls = track && controlsOf(track)
  if (!nextLens && !controls?.torch && !controls?.zoom) return null
  return (
    <div className="camera-controls">
      {track && controls?.torch && <Torch key={`torch ${track.id}`} track={track} />}
      {nextLens && (
        <Button kind="quiet" onClick={nextLens}>
          {t('other-lens')}
        </Button>
      )}
      {track && controls?.zoom && <Zoom key={`zoom ${track.id}`} track={track} range={controls.zoom} />}
    </div>
  )
}

function Torch({ track }: { readonly track: MediaStreamTrack }) {
  const { t } = useTranslation('scan')
  const [lit, setLit] = useState(false)
  async function toggle(): Promise<void> {
    if (await setTorch(track, !lit)) setLit(!lit)
  }
  return (
    <Button kind="quiet" aria-pressed={lit} onClick={() => void toggle()}>
      {t(lit ? 'torch.off' : 'torch.on')}
    </Button>
  )
}

type ZoomProps = {
  readonly track: MediaStreamTrack
  readonly range: NonNullable<ReturnType<typeof controlsOf>['zoom']>
}

function Zoom({ track, range: { min, max, step, now } }: ZoomProps) {
  const { t } = useTranslation('scan')
  const id = useId()
  const [zoom, setZoomed] = useState(now)
  function change(wished: number): void {
    setZoomed(wished)
    void setZoom(track, wished)
  }
  return (
    <label className="camera-zoom" htmlFor={id}>
      {t('zoom')}
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={zoom}
        onChange={({ target }) => change(Number(target.value))}
      />
    </label>
  )
}
