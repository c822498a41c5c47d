import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { expect, test } from 'vitest'
import { pictureReading } from '#client/scan/reader-options.ts'
import { barCorpus } from '#tests/support/bar-corpus.ts'
import type { Picture } from '#tests/support/fake-camera.ts'

/** No frame of a series stands behind a photograph: what is not read is filmed again or typed. */
const leastShare = 0.6

test('[W30] of bars that are worn or badly lit, most photographs are read, and none as another number', async () => {
  const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } })
  const frames = await barCorpus(['7F3K9QWX2M4T'])
  const read = new Map<string, string | undefined>()
  for (const { condition, picture } of frames) {
    read.set(condition, (await readBarcodes(imageOf(picture), pictureReading))[0]?.text)
  }
  const wrong = frames.filter(({ condition, text }) => ![undefined, text].includes(read.get(condition)))
  expect(wrong.map(({ condition }) => condition)).toEqual([])
  const hits = frames.filter(({ condition, text }) => read.get(condition) === text)
  expect(hits.length / frames.length).toBeGreaterThanOrEqual(leastShare)
  expect(hits.map(({ condition }) => condition)).toContain('upside down')
}, 120_000)

function imageOf({ width, height, pixels }: Picture): ImageData {
  const data = new Uint8ClampedArray(width * height * 4)
  pixels.forEach((light, at) => data.set([light, light, light, 255], at * 4))
  return { width, height, data, colorSpace: 'srgb' }
}
