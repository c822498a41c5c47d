import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { CameraRefusal } from './camera-refusal.ts'
import { openCamera } from './camera.ts'
import type { OpenedCamera } from './camera.ts'
import { listLenses, otherLens, type Facing, type Lens } from './lens.ts'
import type { ScannedText } from './scanned-text.ts'
import type { Attempt } from './view-finder.ts'

export type CameraState =
  | { readonly type: 'starting' | 'scanning' | 'paused' }
  | { readonly type: 'refused'; readonly reason: CameraRefusal }

export type Camera = {
  readonly viewRef: RefObject<HTMLDivElement | null>
  readonly state: CameraState
  /** What films now; another one after a change of lens. */
  readonly track: MediaStreamTrack | undefined
  readonly pause: () => void
  readonly resume: () => void
  readonly retry: () => void
  /** Films with the next lens that looks to the same side; undefined when this device has no other. */
  readonly nextLens: (() => void) | undefined
}

/** Films into the element of `viewRef` while the component is mounted; give both to CameraView. */
export function useCamera(
  facing: Facing,
  onText: (scanned: ScannedText) => void,
  onAttempt?: (attempt: Attempt) => void,
): Camera {
  const viewRef = useRef<HTMLDivElement>(null)
  const cameraRef = useRef<OpenedCamera>(undefined)
  const [state, setState] = useState<CameraState>({ type: 'starting' })
  const [track, setTrack] = useState<MediaStreamTrack>()
  const [lenses, setLenses] = useState<readonly Lens[]>([])
  const [attempt, setAttempt] = useState(0)
  const passUp = useEffectEvent(onText)
  const tellAttempt = useEffectEvent((attempt: Attempt) => onAttempt?.(attempt))
  const follow = useEffectEvent((next: MediaStreamTrack) => {
    setTrack(next)
    // Only now does the browser say which cameras there are.
    void listLenses(facing).then(setLenses, () => undefined)
  })

  useEffect(() => {
    let left = false

    async function open(): Promise<OpenedCamera | undefined> {
      // React's strict mode leaves and comes back at once: waiting a moment asks for one camera, not two.
      await Promise.resolve()
      if (left || !viewRef.current) return undefined
      const camera = await openCamera(viewRef.current, facing, {
        onText: passUp,
        onTrack: follow,
        onAttempt: tellAttempt,
        onLost: (reason) => setState({ type: 'refused', reason }),
      })
      if (left) return camera
      cameraRef.current = camera
      setState(camera.ok ? { type: 'scanning' } : { type: 'refused', reason: camera.error.type })
      return camera
    }

    const opening = open()
    return () => {
      left = true
      cameraRef.current = undefined
      void opening.then((camera) => (camera?.ok ? camera.close() : undefined))
    }
  }, [attempt, facing])

  function pause(): void {
    if (!cameraRef.current?.ok) return
    cameraRef.current.pause()
    setState({ type: 'paused' })
  }

  function resume(): void {
    if (!cameraRef.current?.ok) return
    cameraRef.current.resume()
    setState({ type: 'scanning' })
  }

  function retry(): void {
    setState({ type: 'starting' })
    setAttempt(attempt + 1)
  }

  const other = otherLens(lenses, track?.getSettings().deviceId)
  const nextLens =
    other &&
    (() => {
      if (cameraRef.current?.ok) cameraRef.current.use(other.id)
    })
  return { viewRef, state, track, pause, resume, retry, nextLens }
}
