import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode'
import { openCamera } from '#client/scan/camera.ts'
import type { DecoderName } from './decoder-names.ts'
import { decoders } from './decoders.ts'

/** What one decoder made of one picture. */
export type Look = { readonly text: string | undefined; readonly took: number }

/** What `scan.ts` calls in the page. */
export type ScanPage = {
  readonly lookAt: (decoder: DecoderName, side: number, count: number) => Promise<readonly Look[]>
  readonly film: (decoder: DecoderName, looks: number) => Promise<readonly Look[]>
}

const picturesPerSecond = 12
/** The part of a picture of 1280×720 that the box of the view-finder shows. */
const box = 540

const page: ScanPage = { lookAt, film }
Object.assign(window, { page })

/** Each frame of the corpus: grey, square, one after the other in one file. */
async function lookAt(decoder: DecoderName, side: number, count: number): Promise<readonly Look[]> {
  const bytes = new Uint8Array(await (await fetch('/corpus')).arrayBuffer())
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const looks: Look[] = []
  for (let frame = 0; frame < count; frame++) {
    const picture = new ImageData(side, side)
    // Four bytes at once, opaque: a page that is slowed down would fill them one by one for minutes.
    const words = new Uint32Array(picture.data.buffer)
    for (let at = 0; at < words.length; at++) {
      words[at] = 0xff000000 | ((bytes[frame * side * side + at] ?? 0) * 0x010101)
    }
    context?.putImageData(picture, 0, 0)
    // The first look also fetches what the decoder needs.
    if (frame === 0) await decoders[decoder](canvas)
    looks.push(await timed(() => decoders[decoder](canvas)))
  }
  return looks
}

/** The camera's clip, until there were so many looks. */
async function film(decoder: DecoderName, looks: number): Promise<readonly Look[]> {
  const view = document.getElementById('view')
  if (!view) throw new Error('the page has no view')
  view.replaceChildren()
  if (decoder === 'Carnet') return filmAsCarnet(view, looks)
  if (decoder === 'html5-qrcode') return filmAsHtml5Qrcode(looks)
  return filmPlainly(view, decoder, looks)
}

/** The scanner of the product, whole. */
async function filmAsCarnet(view: HTMLElement, looks: number): Promise<readonly Look[]> {
  const seen: Look[] = []
  return new Promise((resolve, reject) => {
    const opening = openCamera(view, 'environment', {
      onText: () => undefined,
      onTrack: () => undefined,
      onLost: reject,
      onAttempt: ({ text, took }) => {
        seen.push({ text, took })
        if (seen.length === looks)
          void opening.then((camera) => (camera.ok ? camera.close() : undefined)).then(() => resolve(seen))
      },
    })
  })
}

/** As its README shows it, with a box as large as ours and the resolution that we ask for. */
async function filmAsHtml5Qrcode(looks: number): Promise<readonly Look[]> {
  const scanner = new Html5Qrcode('view', {
    verbose: false,
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
  })
  const shim = Reflect.get(scanner, 'qrcode') as {
    decodeAsync(canvas: HTMLCanvasElement): Promise<{ text: string }>
  }
  const decodeAsync = shim.decodeAsync.bind(shim)
  const seen: Look[] = []
  await new Promise<void>((resolve, reject) => {
    shim.decodeAsync = async (canvas) => {
      const look = await timed(() =>
        decodeAsync(canvas).then(
          ({ text }) => text,
          () => undefined,
        ),
      )
      seen.push(look)
      if (seen.length === looks) resolve()
      if (look.text === undefined) throw new Error('no code in view')
      return { text: look.text }
    }
    const side = (width: number, height: number) => {
      const edge = Math.floor(0.75 * Math.min(width, height))
      return { width: edge, height: edge }
    }
    const videoConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } }
    scanner
      .start(
        { facingMode: 'environment' },
        { fps: picturesPerSecond, qrbox: side, videoConstraints },
        () => undefined,
        undefined,
      )
      .catch(reject)
  })
  await scanner.stop()
  return seen
}

/** A loop as short as one writes it around a decoder that brings none: the same box, the same pace. */
async function filmPlainly(view: HTMLElement, decoder: DecoderName, looks: number): Promise<readonly Look[]> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: 1280 }, height: { ideal: 720 } },
  })
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true })
  view.append(video)
  await video.play()
  const canvas = Object.assign(document.createElement('canvas'), { width: box, height: box })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const seen: Look[] = []
  while (seen.length < looks) {
    const left = (video.videoWidth - box) / 2
    const top = (video.videoHeight - box) / 2
    context?.drawImage(video, left, top, box, box, 0, 0, box, box)
    seen.push(await timed(() => decoders[decoder](canvas)))
    await new Promise((resolve) => setTimeout(resolve, 1000 / picturesPerSecond))
  }
  for (const track of stream.getTracks()) track.stop()
  return seen
}

async function timed(look: () => Promise<string | undefined>): Promise<Look> {
  const begunAt = performance.now()
  const text = await look()
  return { text, took: performance.now() - begunAt }
}
