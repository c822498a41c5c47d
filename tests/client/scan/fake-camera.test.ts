import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cut, emptyFrame, frameWith, readPicture, writeFakeCamera } from '#tests/support/fake-camera.ts'
import type { Picture } from '#tests/support/fake-camera.ts'

const folder = mkdtempSync(join(tmpdir(), 'fake-camera-'))
const file = join(folder, 'camera.y4m')

afterAll(() => rmSync(folder, { recursive: true }))

describe('a y4m file', () => {
  test('is a header, then for each frame its luma and two quarter planes of colour', () => {
    writeFakeCamera(file, [grey(4, 2, 255), grey(4, 2, 0)])
    const header = 'YUV4MPEG2 W4 H2 F10:1 Ip A1:1 C420mpeg2\n'
    const frame = Buffer.from('FRAME\n')
    const white = [...frame, ...Array<number>(8).fill(235), ...Array<number>(4).fill(128)]
    const black = [...frame, ...Array<number>(8).fill(16), ...Array<number>(4).fill(128)]
    expect([...readFileSync(file)]).toEqual([...Buffer.from(header), ...white, ...black])
  })

  test('keeps colour', () => {
    const red = {
      width: 2,
      height: 2,
      channels: 3,
      pixels: new Uint8Array([255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]),
    }
    writeFakeCamera(file, [red as Picture])
    expect([...readFileSync(file)].slice(-6)).toEqual([81, 81, 81, 81, 90, 240])
  })

  test('replaces the former one at once, and leaves nothing else behind', () => {
    writeFakeCamera(file, [emptyFrame()])
    expect(readdirSync(folder)).toEqual(['camera.y4m'])
    const header = 'YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420mpeg2\nFRAME\n'
    expect(readFileSync(file).length).toBe(header.length + 1280 * 720 * 1.5)
  })
})

describe('a frame', () => {
  test('shows the picture in its middle and the table around', () => {
    const frame = frameWith(grey(10, 10, 0), { width: 100, turn: 0, noise: 0 })
    expect([lightAt(frame, 640, 360), lightAt(frame, 591, 311), lightAt(frame, 585, 360)]).toEqual([
      0, 0, 178,
    ])
  })

  test('turned by 45 degrees reaches beyond its side and leaves its corners', () => {
    const frame = frameWith(grey(10, 10, 0), { width: 100, turn: 45, noise: 0 })
    expect([lightAt(frame, 575, 360), lightAt(frame, 595, 315)]).toEqual([0, 178])
  })
})

describe('a page of pdftoppm', () => {
  test('is read in grey and in colour, and cut', () => {
    const page = join(folder, 'page.pnm')
    writeFileSync(page, Buffer.concat([Buffer.from('P5\n3 2\n255\n'), Buffer.from([1, 2, 3, 4, 5, 6])]))
    expect([...cut(readPicture(page), { left: 1, top: 0, width: 2, height: 2 }).pixels]).toEqual([2, 3, 5, 6])
    writeFileSync(page, Buffer.concat([Buffer.from('P6\n2 1\n255\n'), Buffer.from([1, 2, 3, 4, 5, 6])]))
    expect([...cut(readPicture(page), { left: 1, top: 0, width: 1, height: 1 }).pixels]).toEqual([4, 5, 6])
  })

  test('of another kind is refused by name', () => {
    const page = join(folder, 'page.txt')
    writeFileSync(page, 'no picture')
    expect(() => readPicture(page)).toThrow('neither PPM nor PGM')
  })
})

function grey(width: number, height: number, light: number): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(light) }
}

function lightAt(frame: Picture, x: number, y: number): number | undefined {
  return frame.pixels[(y * frame.width + x) * frame.channels]
}
