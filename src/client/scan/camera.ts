import { refusalOf } from './camera-refusal.ts'
import type { CameraRefusal } from './camera-refusal.ts'
import { decoderWorks } from './decoder.ts'
import { createRepeatFilter } from './repeat-filter.ts'
import type { ScannedText } from './scanned-text.ts'
import { startViewFinder } from './view-finder.ts'
import type { ViewFinder } from './view-finder.ts'

export type OpenedCamera =
  | {
      readonly ok: true
      readonly pause: () => void
      readonly resume: () => void
      readonly close: () => Promise<void>
    }
  | { readonly ok: false; readonly error: { readonly type: CameraRefusal } }

export type CameraListener = {
  readonly onText: (scanned: ScannedText) => void
  /** It was open, could not be had again after the page was hidden or the cable pulled, and is closed now. */
  readonly onLost: (refusal: CameraRefusal) => void
}

/** Films into the element until closed, only while the page is seen; the same text is passed up once in three seconds. */
export async function openCamera(view: HTMLElement, listener: CameraListener): Promise<OpenedCamera> {
  if (!window.isSecureContext || !('mediaDevices' in navigator)) return refuse('insecure-origin')
  const isRepeat = createRepeatFilter()
  const works = decoderWorks()
  let finder: ViewFinder | undefined
  let paused = false
  let closed = false
  let followed = Promise.resolve<CameraRefusal | undefined>(undefined)

  function onText(text: string): void {
    const at = Date.now()
    if (!paused && !closed && !isRepeat(text, at)) listener.onText({ text, source: 'camera', at })
  }

  function follow(): Promise<CameraRefusal | undefined> {
    followed = followed.then(startOrStop)
    return followed
  }

  async function startOrStop(): Promise<CameraRefusal | undefined> {
    const wanted = !closed && document.visibilityState === 'visible'
    if (finder && (!wanted || finder.track.readyState === 'ended')) {
      await finder.stop()
      finder = undefined
    }
    if (!wanted || finder) return undefined
    try {
      finder = await startViewFinder(view, onText)
    } catch (error) {
      return refusalOf(error)
    }
    if (paused) finder.freeze()
    finder.track.addEventListener('ended', followOrLose)
    return undefined
  }

  function followOrLose(): void {
    void follow().then(async (refusal) => {
      if (!refusal || closed) return
      await close()
      listener.onLost(refusal)
    })
  }

  async function close(): Promise<void> {
    closed = true
    document.removeEventListener('visibilitychange', followOrLose)
    await follow()
  }

  const refusal = await follow()
  if (refusal) return refuse(refusal)
  // Without a working decoder the picture would be there and no code ever found.
  if (!(await works)) {
    await close()
    return refuse('failed')
  }
  document.addEventListener('visibilitychange', followOrLose)
  followOrLose()
  return {
    ok: true,
    pause() {
      paused = true
      finder?.freeze()
    },
    resume() {
      paused = false
      finder?.unfreeze()
    },
    close,
  }
}

function refuse(type: CameraRefusal): OpenedCamera {
  return { ok: false, error: { type } }
}
