import { BarcodeDetector, prepareZXingModule, purgeZXingModule } from 'barcode-detector/ponyfill'
import { correction, generate } from 'lean-qr'
import readerUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Code 128 repeats the pass number beside the QR for one-dimensional readers, which type it: the camera needs QR only.
const formats: ['qr_code'] = ['qr_code']
const sample = 'CARNET-0123456789'

let working: Promise<boolean> | undefined

/** Makes our decoder the one that html5-qrcode finds, on browsers with a native one too: the same answer everywhere. */
export function installDecoder(): void {
  Object.assign(window, { BarcodeDetector })
  prepareReader()
}

/** Reads a code drawn here; false means that the camera would look and never see. Asked again after a failure. */
export function decoderWorks(): Promise<boolean> {
  working ??= readSample().then((works) => {
    if (!works) forgetReader()
    return works
  })
  return working
}

/** The text of the first code in a picture, or undefined when there is none or it is no picture. */
export async function decodePicture(picture: Blob | ImageData): Promise<string | undefined> {
  prepareReader()
  try {
    const codes = await new BarcodeDetector({ formats }).detect(picture)
    return codes[0]?.rawValue
  } catch {
    return undefined
  }
}

async function readSample(): Promise<boolean> {
  return (await decodePicture(drawSample())) === sample
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
