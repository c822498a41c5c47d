import { Html5QrcodeSupportedFormats, QrcodeResultFormat } from 'html5-qrcode/es2015/core.js'
import type { QrcodeResult, QrDimensionFunction } from 'html5-qrcode/es2015/core.js'
import type { Html5Qrcode } from 'html5-qrcode/es2015/html5-qrcode.js'

// All that we reach inside html5-qrcode, whose last version (2.3.8) leaves no public way: a missing part fails loudly.

const longestSide = 640

/** Puts a decoder in the place of html5-qrcode's own, which is not in the build. It finds a text, or nothing. */
export function replaceDecoder(
  scanner: Html5Qrcode,
  decode: (canvas: HTMLCanvasElement) => Promise<string | undefined>,
): void {
  const format = QrcodeResultFormat.create(Html5QrcodeSupportedFormats.QR_CODE)
  async function decodeAsync(canvas: HTMLCanvasElement): Promise<QrcodeResult> {
    const text = await decode(canvas)
    if (text === undefined) throw noCode
    return { text, format }
  }
  const shim = partOf(scanner, 'qrcode', Object)
  if (!('primaryDecoder' in shim)) throw new Error('html5-qrcode has no primaryDecoder as we know it')
  Object.assign(shim, { primaryDecoder: { decodeAsync } })
}

// What html5-qrcode expects twelve times a second: made once.
const noCode = new Error('no code in view')

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
