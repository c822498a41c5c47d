import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Pixels in rows from the top left; one byte a pixel when grey, three when coloured. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly pixels: Uint8Array
}

/** How a printed code lies before the camera: its width in pixels of the frame, its turn in degrees, the sensor's noise. */
export type Placement = { readonly width: number; readonly turn: number; readonly noise: number }

type FrameSize = { readonly width: number; readonly height: number }

const wholeFrame: FrameSize = { width: 1280, height: 720 }
const table = 178

/** Makes the file that Chromium films, or replaces it: a running camera sees the change when it is opened again. */
export function writeFakeCamera(file: string, frames: readonly Picture[]): void {
  const first = frames[0]
  if (!first) throw new Error('a fake camera needs at least one frame')
  const header = Buffer.from(`YUV4MPEG2 W${first.width} H${first.height} F10:1 Ip A1:1 C420mpeg2\n`)
  const parts = frames.flatMap((frame) => [Buffer.from('FRAME\n'), planesOf(frame)])
  writeFileSync(`${file}.part`, Buffer.concat([header, ...parts]))
  renameSync(`${file}.part`, file)
}

/** The picture in the middle of a table, as a hand holds it there. */
export function frameWith(
  picture: Picture,
  { width, turn, noise }: Placement,
  size: FrameSize = wholeFrame,
): Picture {
  const frame = emptyFrame(size.width, size.height)
  const scale = picture.width / width
  const sine = Math.sin((turn * Math.PI) / 180)
  const cosine = Math.cos((turn * Math.PI) / 180)
  const random = createRandom(turn + width)
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const right = x + 0.5 - frame.width / 2
      const down = y + 0.5 - frame.height / 2
      const sourceX = (cosine * right + sine * down) * scale + picture.width / 2
      const sourceY = (cosine * down - sine * right) * scale + picture.height / 2
      const at = (y * frame.width + x) * 3
      for (let channel = 0; channel < 3; channel++) {
        const light = averageAt(picture, { x: sourceX, y: sourceY, reach: scale / 2, channel })
        frame.pixels[at + channel] = clamp((light ?? table) + noise * (random() + random() - 1))
      }
    }
  }
  return frame
}

/** Nothing in view. */
export function emptyFrame(width = wholeFrame.width, height = wholeFrame.height): Picture {
  const pixels = new Uint8Array(width * height * 3).fill(table)
  return { width, height, channels: 3, pixels }
}

/** A page as `pdftoppm` writes it, in colour (PPM) or with `-gray` (PGM). */
export function readPicture(file: string): Picture {
  const bytes = readFileSync(file)
  const [head, kind, width, height] =
    /^P([56])\s+(?:#.*\n)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 200).toString('latin1')) ?? []
  if (!head) throw new Error(`${file} is neither PPM nor PGM with 255 levels`)
  const pixels = new Uint8Array(bytes.subarray(head.length))
  return { width: Number(width), height: Number(height), channels: kind === '5' ? 1 : 3, pixels }
}

/** A part of a page, such as one printed code with its quiet zone. */
export function cut(
  picture: Picture,
  part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Picture {
  const row = part.width * picture.channels
  const pixels = new Uint8Array(row * part.height)
  for (let y = 0; y < part.height; y++) {
    const from = ((part.top + y) * picture.width + part.left) * picture.channels
    pixels.set(picture.pixels.subarray(from, from + row), y * row)
  }
  return { width: part.width, height: part.height, channels: picture.channels, pixels }
}

/** A code as lean-qr makes it, with its quiet zone, eight pixels a module. */
export function pictureOfCode(code: { readonly size: number; get(x: number, y: number): boolean }): Picture {
  const quietZone = 4
  const side = (code.size + 2 * quietZone) * 8
  const pixels = new Uint8Array(side * side)
  for (let at = 0; at < pixels.length; at++) {
    const x = Math.floor((at % side) / 8) - quietZone
    const y = Math.floor(at / side / 8) - quietZone
    pixels[at] = code.get(x, y) ? 20 : 240
  }
  return { width: side, height: side, channels: 1, pixels }
}

// Y for each pixel, then U and V for each square of four (BT.601, limited range).
function planesOf({ width, height, channels, pixels }: Picture): Uint8Array {
  const quarter = (width / 2) * (height / 2)
  const planes = new Uint8Array(width * height + 2 * quarter)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels
      const red = pixels[at] ?? 0
      const green = channels === 3 ? (pixels[at + 1] ?? 0) : red
      const blue = channels === 3 ? (pixels[at + 2] ?? 0) : red
      planes[y * width + x] = 16 + (65.5 * red + 128.6 * green + 25 * blue) / 255
      if (x % 2 || y % 2) continue
      const square = width * height + (y / 2) * (width / 2) + x / 2
      planes[square] = 128 + (112 * blue - 37.8 * red - 74.2 * green) / 255
      planes[square + quarter] = 128 + (112 * red - 93.8 * green - 18.2 * blue) / 255
    }
  }
  return planes
}

type Spot = { readonly x: number; readonly y: number; readonly reach: number; readonly channel: number }

// The mean of four points: one pixel of the frame covers several of a page printed finely.
function averageAt(picture: Picture, { x, y, reach, channel }: Spot): number | undefined {
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return undefined
  let sum = 0
  for (const [dx, dy] of [
    [-0.5, -0.5],
    [0.5, -0.5],
    [-0.5, 0.5],
    [0.5, 0.5],
  ] as const) {
    const column = Math.min(picture.width - 1, Math.max(0, Math.floor(x + dx * reach)))
    const row = Math.min(picture.height - 1, Math.max(0, Math.floor(y + dy * reach)))
    sum +=
      picture.pixels[
        (row * picture.width + column) * picture.channels + (picture.channels === 3 ? channel : 0)
      ] ?? 0
  }
  return sum / 4
}

function clamp(light: number): number {
  return Math.max(0, Math.min(255, Math.round(light)))
}

// The same frame for the same placement, on every run (a linear congruential generator).
function createRandom(seed: number): () => number {
  let state = Math.abs(Math.round(seed * 1000)) + 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A grey picture as a PGM file. */
export function pgmOf({ width, height, pixels }: Picture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels])
}
