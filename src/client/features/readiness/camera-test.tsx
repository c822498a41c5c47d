import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openCamera } from '#client/scan/camera.ts'
import { Button } from '#client/ui/button.tsx'
import type { Finding } from './finding.ts'
import { triedCameraFinding } from './findings-of.ts'

/** Opens the camera for a moment, as a scan would, when a person asks for it. */
export function CameraTest({ tell }: { readonly tell: (finding: Finding<'camera'>) => void }) {
  const { t } = useTranslation('readiness')
  const view = useRef<HTMLDivElement>(null)
  const [trying, setTrying] = useState(false)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error

  async function tryIt(element: HTMLElement): Promise<void> {
    setTrying(true)
    const ignored = () => undefined
    const opened = await openCamera(element, 'environment', {
      ...{ onText: ignored, onTrack: ignored, onLost: ignored },
    })
    if (opened.ok) await opened.close()
    tell(triedCameraFinding(opened.ok ? undefined : opened.error.type))
    setTrying(false)
  }

  return (
    <>
      <div ref={view} className="readiness-camera" hidden={!trying} />
      <Button
        kind="secondary"
        disabled={trying}
        onClick={() =>
          view.current && void tryIt(view.current).catch((error: unknown) => setFailed({ error }))
        }
      >
        {t(trying ? 'trying' : 'test.camera')}
      </Button>
    </>
  )
}
