import type { Page } from 'playwright-core'
import { loadCode128 } from '#client/print/code-128.ts'
import type { Picture } from '#tests/support/fake-camera.ts'

/** A grey picture as a file that a person could choose. */
export async function pngOf(page: Page, pgm: Buffer): Promise<Buffer> {
  const encoded = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const [, width = '0', height = '0'] =
      /^P5 (\d+) (\d+) 255\n/.exec(new TextDecoder('latin1').decode(bytes.slice(0, 40))) ?? []
    const grey = bytes.slice(bytes.length - Number(width) * Number(height))
    const canvas = new OffscreenCanvas(Number(width), Number(height))
    const picture = new ImageData(Number(width), Number(height))
    grey.forEach((light, at) => picture.data.set([light, light, light, 255], at * 4))
    canvas.getContext('2d')?.putImageData(picture, 0, 0)
    const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
    return btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))
  }, pgm.toString('base64'))
  return Buffer.from(encoded, 'base64')
}

/** As it is printed beside the square code, four pixels a module. */
export async function pictureOfBars(number: string): Promise<Picture> {
  const { modules, bars } = (await loadCode128())(number.replaceAll('-', ''))
  const width = (modules + 20) * 4
  const pixels = new Uint8Array(width * 200).fill(240)
  for (let row = 40; row < 160; row++) {
    for (const bar of bars) {
      const from = row * width + (bar.at + 10) * 4
      pixels.fill(20, from, from + bar.width * 4)
    }
  }
  return { width, height: 200, channels: 1, pixels }
}

/** Runs in the page: gives it the picture. False where the browser would do with it what it does with any. */
export function bringPicture({
  type,
  encoded,
}: {
  readonly type: 'drop' | 'paste'
  readonly encoded: string
}): boolean {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
  const held = new DataTransfer()
  held.items.add(new File([bytes], 'pass.png', { type: 'image/png' }))
  const told = { bubbles: true, cancelable: true }
  const events =
    type === 'drop'
      ? ['dragover', 'drop'].map((name) => new DragEvent(name, { ...told, dataTransfer: held }))
      : [new ClipboardEvent(type, { ...told, clipboardData: held })]
  for (const event of events) document.body.dispatchEvent(event)
  return events.every(({ defaultPrevented }) => defaultPrevented)
}
