import { scanImageData, setModuleArgs } from '@undecaf/zbar-wasm'
import zbarUrl from '@undecaf/zbar-wasm/dist/zbar.wasm?url'
import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode'
import jsQR from 'jsqr'
import { decodeFrame } from '#client/scan/decoder.ts'
import type { DecoderName } from './decoder-names.ts'

/** A text, or nothing, from the canvas that a view-finder has drawn; the time of reading its pixels counts. */
export type Decode = (canvas: HTMLCanvasElement) => Promise<string | undefined>

/** Each as its own documentation says, without anything of ours around it. */
export const decoders: Readonly<Record<DecoderName, Decode>> = {
  Carnet: (canvas) => decodeFrame(pixelsOf(canvas)),
  'html5-qrcode': decodeAsHtml5Qrcode,
  jsQR: async (canvas) => {
    const { data, width, height } = pixelsOf(canvas)
    return jsQR(data, width, height)?.data
  },
  'zbar-wasm': async (canvas) => (await scanImageData(pixelsOf(canvas)))[0]?.decode(),
}

setModuleArgs({ locateFile: () => zbarUrl })

/** The decoder that it brings along (zxing-js); Chromium on Linux has no BarcodeDetector that it could take instead. */
async function decodeAsHtml5Qrcode(canvas: HTMLCanvasElement): Promise<string | undefined> {
  stock ??= new Html5Qrcode('view', {
    verbose: false,
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
  })
  const shim = Reflect.get(stock, 'qrcode') as {
    decodeAsync(canvas: HTMLCanvasElement): Promise<{ text: string }>
  }
  try {
    return (await shim.decodeAsync(canvas)).text
  } catch {
    return undefined
  }
}

let stock: Html5Qrcode | undefined

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
  if (!pixels) throw new Error('this browser draws nothing')
  return pixels
}
