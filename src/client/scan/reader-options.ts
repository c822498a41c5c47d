import type { ReaderOptions } from 'zxing-wasm/reader'

/**
 * How the reader looks at a picture of the camera, twelve times a second; `npm run bench -- scan` measures it. A code
 * is read at any angle without `tryRotate`, which is for bars. Closing small gaps (`tryDenoise`) reads what a tired
 * printer left white. A look at half the size reads what is out of focus.
 */
export const cameraReading: ReaderOptions = {
  formats: ['QRCode'],
  textMode: 'Plain',
  maxNumberOfSymbols: 1,
  tryRotate: false,
  tryDenoise: true,
  downscaleFactor: 2,
  downscaleThreshold: 300,
}

/** A photograph is looked at once: everything is tried, and the bars with the pass number too. */
export const pictureReading: ReaderOptions = {
  formats: ['QRCode', 'Code128'],
  textMode: 'Plain',
  tryDenoise: true,
}
