import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { beforeAll, expect, test } from 'vitest'
import { cameraReading } from '#client/scan/reader-options.ts'
import type { Picture } from '#tests/support/fake-camera.ts'
import { framesOfClip, textsOfClip } from '#tests/support/hand-held-clip.ts'
import { conditions, scanCorpus } from '#tests/support/scan-corpus.ts'

type Read = { readonly hits: number; readonly of: number; readonly wrong: number }

const read = new Map<string, Read>()

beforeAll(async () => {
  // The reader of the product and its options; only its way into memory is Node's.
  const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } })
  for (const { condition, text, picture } of scanCorpus()) {
    read.set(condition, await lookAt(picture, text, read.get(condition)))
  }
}, 240_000)

test('[W21] four fifths of the degraded frames are read, and four fifths of the conditions in most frames', () => {
  const all = [...read.values()]
  const hits = all.reduce((sum, { hits }) => sum + hits, 0)
  const frames = all.reduce((sum, { of }) => sum + of, 0)
  expect(hits / frames).toBeGreaterThanOrEqual(0.8)
  const held = all.filter(({ hits, of }) => hits > of / 2)
  expect(held.length / Object.keys(conditions).length).toBeGreaterThanOrEqual(0.8)
})

test('[W21] no condition is never read', () => {
  expect([...read].filter(([, { hits }]) => hits === 0).map(([condition]) => condition)).toEqual([])
})

test('[W22] no frame gives another text than its own', () => {
  expect([...read].filter(([, { wrong }]) => wrong > 0).map(([condition]) => condition)).toEqual([])
})

test('[W22][W24] every scene of the clip is read in some of its frames, and none as another', async () => {
  const scenes = new Map<string, Read>()
  for (const { text, picture } of framesOfClip()) {
    scenes.set(text, await lookAt(picture, text, scenes.get(text)))
  }
  expect([...scenes.keys()]).toEqual(textsOfClip)
  for (const { hits, wrong } of scenes.values()) {
    expect(hits).toBeGreaterThan(0)
    expect(wrong).toBe(0)
  }
}, 60_000)

async function lookAt(
  picture: Picture,
  text: string,
  before: Read = { hits: 0, of: 0, wrong: 0 },
): Promise<Read> {
  const found = (await readBarcodes(imageOf(picture), cameraReading))[0]?.text
  return {
    hits: before.hits + Number(found === text),
    of: before.of + 1,
    wrong: before.wrong + Number(found !== undefined && found !== text),
  }
}

function imageOf({ width, height, pixels }: Picture): ImageData {
  const data = new Uint8ClampedArray(width * height * 4)
  pixels.forEach((light, at) => data.set([light, light, light, 255], at * 4))
  return { width, height, data, colorSpace: 'srgb' }
}
