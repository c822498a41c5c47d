import { correction, generate } from 'lean-qr'
import { prepareZXingModule, purgeZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader'
import readerUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { cameraReading, pictureReading } from './reader-options.ts'

const sample = 'CARNET-0123456789'

let working: Promise<boolean> | undefined

/** Reads a code drawn here; false means that the camera would look and never see. Asked again after a failure. */
export function decoderWorks(): Promise<boolean> {
  working ??= readSample().then((works) => {
    if (!works) forgetReader()
    return works
  })
  return working
}

/** The text of a code in what the camera sees now, or undefined. May reject: a damaged reader. */
export async function decodeFrame(frame: ImageData): Promise<string | undefined> {
  prepareReader()
  return textOf(await readBarcodes(frame, cameraReading))
}

export type PictureReading =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: 'no-code' | 'damaged' }

/** The code in a picture, the bars only where no square code is. `no-code` too when it is no picture. */
export async function decodePicture(picture: Blob): Promise<PictureReading> {
  const text = await textOn(picture).catch(() => undefined)
  if (text !== undefined) return { ok: true, text }
  // A damaged reader finds nothing on the best of pictures.
  return { ok: false, error: (await decoderWorks()) ? 'no-code' : 'damaged' }
}

async function textOn(picture: Blob): Promise<string | undefined> {
  prepareReader()
  return textOf(await readBarcodes(await pixelsOf(picture), pictureReading))
}

async function readSample(): Promise<boolean> {
  try {
    return (await decodeFrame(drawSample())) === sample
  } catch {
    return false
  }
}

function textOf(results: readonly ReadResult[]): string | undefined {
  const square = results.find(({ symbology }) => symbology === 'QRCode')
  return (square ?? results[0])?.text
}

// The browser knows more kinds of pictures than the reader, and turns them as the camera was held.
async function pixelsOf(picture: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(picture)
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser draws nothing')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

function prepareReader(): void {
  prepareZXingModule({ overrides: { locateFile } })
}

function forgetReader(): void {
  working = undefined
  purgeZXingModule()
}

function locateFile(path: string, folder: string): string {
  return path.endsWith('.wasm') ? readerUrl : folder + path
}

function drawSample(): ImageData {
  const code = generate(sample, { minCorrectionLevel: correction.M })
  const pixelsPerModule = 4
  const quietZone = 4
  const side = (code.size + 2 * quietZone) * pixelsPerModule
  const picture = new ImageData(side, side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = code.get(
        Math.floor(x / pixelsPerModule) - quietZone,
        Math.floor(y / pixelsPerModule) - quietZone,
      )
      picture.data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], (y * side + x) * 4)
    }
  }
  return picture
}
