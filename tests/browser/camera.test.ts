import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'lean-qr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchChromium, type TestCamera } from '#tests/support/chromium.ts'
import { pgmOf, pictureOfCode } from '#tests/support/fake-camera.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { press } from './desk.ts'
import { journeyProgramme } from './journey-programme.ts'
import { becomes, lensOf, wasmOf } from './lenses.ts'
import { pngOf } from './photographs.ts'
import { recordedCameras } from './recorded-cameras.ts'
import { french } from './words.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-camera-'))
const anyCode = generate('https://exemple.fr/menu')
const browsers: Browser[] = []
let server: ServerProcess

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([]) })
})

// One that films takes a core for itself: the next test would wait for it.
afterEach(async () => {
  await Promise.all(browsers.splice(0).map((browser) => browser.close()))
})

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('[W7] the camera is asked for after a sentence, and a refusal has its way out', async () => {
  const page = await openCode('refused')
  await page.getByText(french('scan.explanation')).waitFor()
  await press(page, 'scan.open')
  await page.getByText(french('scan.refused.denied')).waitFor()
  await page.getByLabel(french('enrol.code.label')).waitFor()
})

test('[W7] a camera that is missing leaves the number', async () => {
  const page = await openCode('absent')
  await page.getByText(french('scan.refused.no-camera')).waitFor()
  await page.getByLabel(french('enrol.code.label')).waitFor()
})

test('[W7] a camera that another program holds says so, and opens again', async () => {
  const page = await openCode('two-lenses', () => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    let held = true
    navigator.mediaDevices.getUserMedia = (constraints) => {
      if (!held) return real(constraints)
      return Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
    }
    Object.assign(window, { letGo: () => void (held = false) })
  })
  await page.getByText(french('scan.refused.busy')).waitFor()
  await page.evaluate(() => void (Reflect.get(window, 'letGo') as () => void)())
  await press(page, 'scan.retry')
  await page.locator('.camera-view[data-state=scanning]').waitFor()
})

test('[W8][W41] the camera films with the other lens, one stream at a time, again when the app comes back and at its next start', async () => {
  const page = await openCode('two-lenses', countAsked)
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  const first = await lensOf(page)
  expect(await askedFor(page)).toBe(1)
  await press(page, 'scan.other-lens')
  await page.waitForFunction((before) => {
    const video = document.querySelector('video')
    const stream = video?.srcObject
    const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined
    return track?.readyState === 'live' && track.getSettings().deviceId !== before
  }, first)
  expect(await page.locator('video').count()).toBe(1)
  const second = await lensOf(page)

  await becomes(page, 'hidden')
  await page.locator('video').waitFor({ state: 'detached' })
  const before = await askedFor(page)
  await becomes(page, 'visible')
  await expect.poll(() => lensOf(page)).toBe(second)
  expect(await askedFor(page)).toBe(before + 1)

  await page.evaluate((lens) => localStorage.setItem('carnet.lens.environment', lens), second)
  await page.reload()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  expect(await lensOf(page)).toBe(second)
  expect(await askedFor(page)).toBe(1)
})

test.each(Object.entries(recordedCameras))(
  '[W8][W46] light, zoom and focus are asked of %s as it can, the zoom from where it stands',
  async (_which, able) => {
    const page = await openCode('two-lenses', undefined, async (opened) => {
      await opened.addInitScript((capabilities) => {
        const wanted: unknown[] = []
        MediaStreamTrack.prototype.getCapabilities = () => capabilities as unknown as MediaTrackCapabilities
        const settings = Reflect.get(MediaStreamTrack.prototype, 'getSettings')
        MediaStreamTrack.prototype.getSettings = function (this: MediaStreamTrack) {
          const now = Reflect.apply(settings, this, [])
          return Object.assign(now, { zoom: capabilities.zoom.min * 2 })
        }
        MediaStreamTrack.prototype.applyConstraints = (constraints) => {
          wanted.push(constraints?.advanced?.[0])
          return Promise.resolve()
        }
        Object.assign(window, { wanted })
      }, able)
    })
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    await press(page, 'scan.torch.on')
    await page.getByRole('button', { name: french('scan.torch.off') }).waitFor()
    const zoom = page.getByLabel(french('scan.zoom'))
    expect(await zoom.inputValue()).toBe(String(able.zoom.min * 2))
    const near = able.zoom.min * 3
    await zoom.fill(String(near))
    const wanted = await page.evaluate(() => Reflect.get(window, 'wanted') as unknown[])
    expect(wanted).toEqual([{ focusMode: 'continuous' }, { torch: true }, { zoom: near }])
    expect([await zoom.getAttribute('min'), await zoom.getAttribute('max')]).toEqual([
      String(able.zoom.min),
      String(able.zoom.max),
    ])
  },
)

test('[W8] a camera without light and zoom offers none', async () => {
  const page = await openCode('two-lenses')
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  expect(await page.getByRole('button', { name: french('scan.torch.on') }).count()).toBe(0)
  expect(await page.getByLabel(french('scan.zoom')).count()).toBe(0)
})

test.each([
  ['no WebAssembly', () => Buffer.from('no wasm')],
  ['nothing', () => Buffer.alloc(0)],
  ['a WebAssembly that is another one', () => wasmOf('@undecaf/zbar-wasm/dist/zbar.wasm')],
  ['one that was cut', () => wasmOf('zxing-wasm/reader/zxing_reader.wasm').subarray(0, 400_000)],
] as const)(
  '[W7][W23][W40] a camera whose reader is %s says so instead of seeing nothing, of a photograph too, and a reload heals',
  async (_what, wasm) => {
    const body = wasm()
    const page = await openCode('two-lenses', undefined, async (opened) => {
      await opened.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body }))
    })
    await page.getByText(french('scan.refused.damaged')).waitFor({ timeout: 30_000 })
    const photo = join(folder, 'damaged.png')
    writeFileSync(photo, await pngOf(page, Buffer.from(pgmOf(pictureOfCode(anyCode)))))
    await page.locator('input[type=file]').setInputFiles(photo)
    await page
      .locator('.picture-input .field-error')
      .filter({ hasText: french('scan.refused.damaged') })
      .waitFor()
    await page.unroute('**/*.wasm')
    await press(page, 'scan.reload')
    await page.locator('.camera-view[data-state=scanning]').waitFor()
  },
)

/** The page that asks for an enrolment code films without being enrolled. */
async function openCode(
  camera: TestCamera,
  before?: () => void,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const browser = await launchChromium({ camera })
  browsers.push(browser)
  const asks = camera === 'refused'
  const context = await browser.newContext({
    locale: 'fr-FR',
    // Nothing here is read without a network, and the app in store takes as long as the test.
    serviceWorkers: 'block',
    ...(asks ? {} : { permissions: ['camera'] }),
  })
  const page = await context.newPage()
  if (before) await page.addInitScript(before)
  await prepare?.(page)
  await page.goto(`${server.address}/enrol`)
  return page
}
