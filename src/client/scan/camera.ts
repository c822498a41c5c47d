import { refusalOf } from './camera-refusal.ts'
import type { CameraRefusal } from './camera-refusal.ts'
import { decoderWorks } from './decoder.ts'
import { keepAwake } from './keep-awake.ts'
import { preferredLens, recallLens, rememberLens, type Facing } from './lens.ts'
import { createRepeatFilter } from './repeat-filter.ts'
import type { ScannedText } from './scanned-text.ts'
import { startViewFinder } from './view-finder.ts'
import type { Attempt, ViewFinder } from './view-finder.ts'

export type OpenedCamera =
  | {
      readonly ok: true
      readonly pause: () => void
      readonly resume: () => void
      /** Films with another lens of this device from now on. */
      readonly use: (lens: string) => void
      readonly close: () => Promise<void>
    }
  | { readonly ok: false; readonly error: { readonly type: CameraRefusal } }

export type CameraListener = {
  readonly onText: (scanned: ScannedText) => void
  /** Another stream films: at the start, with another lens, and when the page is seen again. */
  readonly onTrack: (track: MediaStreamTrack) => void
  /** It was open, could not be had again after the page was hidden or the cable pulled, and is closed now. */
  readonly onLost: (refusal: CameraRefusal) => void
  /** Each look at a picture, with a code or without: for those who measure. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined
}

/** Films into the element until closed, only while the page is seen; the same text is passed up once in three seconds. */
export async function openCamera(
  view: HTMLElement,
  facing: Facing,
  listener: CameraListener,
): Promise<OpenedCamera> {
  if (!window.isSecureContext || !('mediaDevices' in navigator)) return refuse('insecure-origin')
  const isRepeat = createRepeatFilter()
  const works = afterAsking().then(decoderWorks)
  const letSleep = keepAwake()
  let lens = recallLens(facing)
  let finder: ViewFinder | undefined
  let hasRead = false
  let paused = false
  let closed = false
  let followed = Promise.resolve<CameraRefusal | undefined>(undefined)

  const heard = { onText, onAttempt: listener.onAttempt }

  function onText(text: string): void {
    const at = Date.now()
    if (paused || closed || isRepeat(text, at)) return
    hasRead = true
    rememberIfRead()
    listener.onText({ text, source: 'camera', at })
  }

  /** What has read a code is the lens for the next one; it may read before it is known which one it is. */
  function rememberIfRead(): void {
    if (hasRead && finder) rememberLens(facing, finder.track.getSettings().deviceId)
  }

  function follow(): Promise<CameraRefusal | undefined> {
    followed = followed.then(startOrStop)
    return followed
  }

  async function startOrStop(): Promise<CameraRefusal | undefined> {
    const wanted = !closed && document.visibilityState === 'visible'
    if (finder && (!wanted || finder.track.readyState === 'ended')) await stop()
    if (!wanted || finder) return undefined
    try {
      finder = await startWished()
    } catch (error) {
      return refusalOf(error)
    }
    rememberIfRead()
    if (paused) finder.freeze()
    finder.track.addEventListener('ended', followOrLose)
    listener.onTrack(finder.track)
    return undefined
  }

  /** The lens that is remembered may be gone, as a camera on a cable is. */
  async function startWished(): Promise<ViewFinder> {
    lens ??= await preferredLens(facing)
    try {
      return await startViewFinder(view, { facing, lens }, heard)
    } catch (error) {
      if (lens === undefined || refusalOf(error) === 'denied') throw error
      lens = undefined
      rememberLens(facing, undefined)
      return startViewFinder(view, { facing, lens }, heard)
    }
  }

  async function stop(): Promise<void> {
    const former = finder
    finder = undefined
    hasRead = false
    former?.track.removeEventListener('ended', followOrLose)
    await former?.stop()
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
    letSleep()
    document.removeEventListener('visibilitychange', followOrLose)
    await follow()
  }

  const refusal = await follow()
  if (refusal) {
    await close()
    return refuse(refusal)
  }
  // Without a working decoder the picture would be there and no code ever found.
  if (!(await works)) {
    await close()
    return refuse('damaged')
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
    use(wished) {
      lens = wished
      followed = followed.then(async (refused) => {
        await stop()
        return refused
      })
      followOrLose()
    },
    close,
  }
}

/** A camera takes its time to open: the reader is tried meanwhile. To ask for a lens that is known takes this task only. */
async function afterAsking(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
}

function refuse(type: CameraRefusal): OpenedCamera {
  return { ok: false, error: { type } }
}
