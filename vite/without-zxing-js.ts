import type { Plugin } from 'vite'

const bundledDecoder = /third_party\/zxing-js/
const stub = '\0without-zxing-js'

/** Replaces the decoder inside html5-qrcode by names without code: the decoder of Carnet reads more and weighs less. */
export function withoutZxingJs(): Plugin {
  return {
    name: 'without-zxing-js',
    enforce: 'pre',
    resolveId(source) {
      return bundledDecoder.test(source) ? stub : null
    },
    load(id) {
      return id === stub ? stubSource : null
    },
    generateBundle() {
      const kept = [...this.getModuleIds()].find((id) => bundledDecoder.test(id))
      if (kept)
        this.error(`zxing-js came back into the bundle through ${kept}: adapt vite/without-zxing-js.ts`)
    },
  }
}

// html5-qrcode reads the two tables when it is constructed; the three others would only run when decoding.
const stubSource = `
export const BarcodeFormat = {}
export const DecodeHintType = {}
export const MultiFormatReader = undefined
export const HTMLCanvasElementLuminanceSource = undefined
export const BinaryBitmap = undefined
export const HybridBinarizer = undefined
`
