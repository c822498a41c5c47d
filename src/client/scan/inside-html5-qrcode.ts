import type { QrDimensionFunction } from 'html5-qrcode/es2015/core.js'
import type { Html5Qrcode } from 'html5-qrcode/es2015/html5-qrcode.js'

// All that we reach inside html5-qrcode, whose last version (2.3.8) leaves no public way: a missing part fails loudly.

const longestSide = 640

/** html5-qrcode gives every second picture to its own decoder, which is not in the build. */
export function keepOneDecoder(scanner: Html5Qrcode): void {
  Reflect.set(partOf(scanner, 'qrcode', Object), 'secondaryDecoder', undefined)
}

/** Lays the picture and its box out again after a rotation: html5-qrcode could only ask for the camera once more. */
export function layOutAgain(scanner: Html5Qrcode, video: HTMLVideoElement, box: QrDimensionFunction): void {
  const feed = partOf(scanner, 'element', HTMLElement)
  partOf(scanner, 'canvasElement', HTMLCanvasElement).remove()
  feed.querySelector('#qr-shaded-region')?.remove()
  const setupUi = partOf(scanner, 'setupUi', Function)
  setupUi.call(scanner, video.clientWidth, video.clientHeight, { qrbox: box, isShadedBoxEnabled: () => true })
  readAsFilmed(partOf(scanner, 'canvasElement', HTMLCanvasElement), video)
  removePausedSign(scanner)
}

// html5-qrcode reads in the pixels of the page, where a small screen loses the modules that a good camera gave.
function readAsFilmed(canvas: HTMLCanvasElement, video: HTMLVideoElement): void {
  const scale = Math.min(video.videoWidth / video.clientWidth, longestSide / canvas.width)
  canvas.width = Math.round(canvas.width * scale)
  canvas.height = canvas.width
  canvas.getContext('2d')?.scale(scale, scale)
}

// html5-qrcode writes "Scanner paused" over the picture; what is said belongs to the screen around it.
function removePausedSign(scanner: Html5Qrcode): void {
  partOf(scanner, 'scannerPausedUiElement', HTMLElement).remove()
}

/** html5-qrcode forgets the answer of play(), a rejection when a person leaves before the first picture. */
export function forgivePlay(feed: HTMLElement): void {
  feed.append = (...parts) => {
    for (const part of parts) {
      if (part instanceof HTMLVideoElement) part.play = () => playOrNot(part)
    }
    HTMLElement.prototype.append.apply(feed, parts)
  }
}

function playOrNot(video: HTMLVideoElement): Promise<void> {
  return HTMLVideoElement.prototype.play.call(video).catch(() => undefined)
}

type Kind<Part> = abstract new (...from: never[]) => Part

function partOf<Part>(scanner: Html5Qrcode, name: string, kind: Kind<Part>): Part {
  const part: unknown = Reflect.get(scanner, name)
  if (part instanceof kind) return part
  throw new Error(`html5-qrcode has no ${name} as we know it`)
}
