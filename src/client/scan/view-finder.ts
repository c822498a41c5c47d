// Not the whole package: its other half is a user interface of its own, 13 kB of it.
import { Html5QrcodeSupportedFormats } from 'html5-qrcode/es2015/core.js'
import type { QrDimensionFunction } from 'html5-qrcode/es2015/core.js'
import { Html5Qrcode } from 'html5-qrcode/es2015/html5-qrcode.js'
import { Html5QrcodeScannerState } from 'html5-qrcode/es2015/state-manager.js'
import { decodeFrame } from './decoder.ts'
import { forgivePlay, layOutAgain, replaceDecoder } from './inside-html5-qrcode.ts'
import type { Facing } from './lens.ts'
import { focusContinuously } from './track-controls.ts'

const picturesPerSecond = 12
const shareOfShortEdge = 0.75
const smallestBox = 50
const longestWaitForPicture = 10_000
const idealPicture: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } }

export type ViewFinder = {
  readonly track: MediaStreamTrack
  readonly freeze: () => void
  readonly unfreeze: () => void
  readonly stop: () => Promise<void>
}

let latest: Promise<ViewFinder | undefined> = Promise.resolve(undefined)

/** The camera to film with: the one of that id, else one that looks to that side. */
export type Wished = { readonly facing: Facing; readonly lens: string | undefined }

/** One look at a picture of the camera: when it ended and how long it took, in milliseconds of the page's own time. */
export type Attempt = { readonly endedAt: number; readonly took: number; readonly text: string | undefined }

export type FinderListener = {
  readonly onText: (text: string) => void
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined
}

/** Films into the element, passes up each text read. One stream at a time: the former is stopped first. May reject. */
export function startViewFinder(
  view: HTMLElement,
  wished: Wished,
  listener: FinderListener,
): Promise<ViewFinder> {
  const starting = latest.then((former) => former?.stop()).then(() => start(view, wished, listener))
  latest = starting.catch(() => undefined)
  return starting
}

async function start(
  view: HTMLElement,
  { facing, lens }: Wished,
  { onText, onAttempt }: FinderListener,
): Promise<ViewFinder> {
  const feed = addFeed(view)
  const box = boxWithin(view)
  const scanner = createScanner(feed, onAttempt)
  const which = lens === undefined ? { facingMode: { ideal: facing } } : { deviceId: { exact: lens } }
  const videoConstraints: MediaTrackConstraints = { ...idealPicture, ...which }
  try {
    await scanner.start(
      { facingMode: facing },
      { fps: picturesPerSecond, qrbox: box, disableFlip: true, videoConstraints },
      onText,
      undefined,
    )
    const video = await firstPicture(scanner, feed)
    return startedViewFinder(scanner, feed, video, box)
  } catch (error) {
    await stopScanner(scanner, feed)
    throw error
  }
}

function startedViewFinder(
  scanner: Html5Qrcode,
  feed: HTMLElement,
  video: HTMLVideoElement,
  box: QrDimensionFunction,
): ViewFinder {
  const track = tracksOf(video)[0]
  if (!track) throw new Error('the stream has no picture')
  void focusContinuously(track)
  const unfollow = followSize(scanner, feed, video, box)
  return {
    track,
    freeze() {
      if (scanner.getState() !== Html5QrcodeScannerState.SCANNING) return
      scanner.pause(false)
      video.pause()
    },
    unfreeze() {
      if (scanner.getState() !== Html5QrcodeScannerState.PAUSED) return
      // Playing first: html5-qrcode then resumes at once, and no late timer of its own undoes the next freeze.
      void video.play()
      scanner.resume()
    },
    stop() {
      unfollow()
      return stopScanner(scanner, feed)
    },
  }
}

let feeds = 0

// html5-qrcode finds its element by an id and empties it: each stream gets an element of its own.
function addFeed(view: HTMLElement): HTMLElement {
  const feed = document.createElement('div')
  feeds += 1
  feed.id = `camera-feed-${feeds}`
  feed.className = 'camera-feed'
  forgivePlay(feed)
  view.append(feed)
  return feed
}

// The view may show less than the whole picture: the box stays within what a person sees.
function boxWithin(view: HTMLElement): QrDimensionFunction {
  return (width, height) => {
    const shortEdge = Math.min(width, height, view.clientHeight || height)
    const side = Math.max(smallestBox, Math.floor(shareOfShortEdge * shortEdge))
    return { width: side, height: side }
  }
}

function createScanner(feed: HTMLElement, onAttempt: FinderListener['onAttempt']): Html5Qrcode {
  const scanner = new Html5Qrcode(feed.id, {
    verbose: false,
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    useBarCodeDetectorIfSupported: false,
  })
  replaceDecoder(scanner, async (canvas) => {
    const begunAt = performance.now()
    const frame = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    const text = frame && (await decodeFrame(frame))
    const endedAt = performance.now()
    onAttempt?.({ endedAt, took: endedAt - begunAt, text })
    return text
  })
  return scanner
}

// `start` resolves before the first picture, and html5-qrcode cannot stop cleanly in between.
async function firstPicture(scanner: Html5Qrcode, feed: HTMLElement): Promise<HTMLVideoElement> {
  const deadline = performance.now() + longestWaitForPicture
  while (!scanner.isScanning && feed.isConnected && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const video = feed.querySelector('video')
  if (!video || !scanner.isScanning) throw new Error('the camera gives no picture')
  return video
}

function followSize(
  scanner: Html5Qrcode,
  feed: HTMLElement,
  video: HTMLVideoElement,
  box: QrDimensionFunction,
): () => void {
  // Empty, so that the first picture is laid out our way too.
  let laidOut = ''
  const observer = new ResizeObserver(() => {
    if (feed.clientWidth > 0) video.style.width = `${feed.clientWidth}px`
    const size = `${feed.clientWidth}×${video.clientHeight}`
    if (size === laidOut || video.clientHeight < smallestBox) return
    laidOut = size
    layOutAgain(scanner, video, box)
  })
  observer.observe(feed)
  observer.observe(video)
  return () => observer.disconnect()
}

async function stopScanner(scanner: Html5Qrcode, feed: HTMLElement): Promise<void> {
  const video = feed.querySelector('video')
  const tracks = video ? tracksOf(video) : []
  try {
    if (scanner.getState() !== Html5QrcodeScannerState.NOT_STARTED) await scanner.stop()
  } catch {
    // A camera that broke while starting leaves html5-qrcode half-made: the tracks below are what must end.
  }
  for (const track of tracks) track.stop()
  feed.remove()
}

function tracksOf(video: HTMLVideoElement): readonly MediaStreamTrack[] {
  return video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : []
}
