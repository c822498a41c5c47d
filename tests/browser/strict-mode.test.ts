import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAppFiles } from '#server/routes/app-files.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { press } from './desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-strict-'))
let listener: Server
let browser: Browser

beforeAll(async () => {
  await buildForDevelopment(folder)
  const app = new Hono()
  addAppFiles(app, folder)
  listener = serve({ fetch: app.fetch, port: 0 }) as Server
  if (!listener.listening) await once(listener, 'listening')
  browser = await launchChromium({ camera: 'two-lenses' })
})

afterAll(async () => {
  await browser?.close()
  listener?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[T241] in the strict mode of React the camera is one view-finder and one stream, also for who comes back', async () => {
  const context = await browser.newContext({
    locale: 'fr-FR',
    permissions: ['camera'],
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  await page.addInitScript(countAsked)
  await page.addInitScript(keepStreams)
  await page.addInitScript(countReaders)
  await page.goto(`http://localhost:${(listener.address() as AddressInfo).port}/enrol`)
  await filmsOnce(page)
  // Strict mode is what runs here: the reader that types was listened to, left and listened to again.
  expect(await page.evaluate(() => Reflect.get(window, 'readers') as number)).toBe(2)
  expect(await askedFor(page)).toBe(1)

  await press(page, 'frame.action.home')
  await page.waitForFunction(() => (Reflect.get(window, 'running') as () => number)() === 0)
  await page.goBack()
  await filmsOnce(page)
  expect(await askedFor(page)).toBe(2)
})

async function filmsOnce(page: Page): Promise<void> {
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  expect(await page.locator('.camera-feed, .camera-view video, #qr-shaded-region').count()).toBe(3)
  expect(await page.locator('video').count()).toBe(1)
  expect(await page.evaluate(() => (Reflect.get(window, 'running') as () => number)())).toBe(1)
}

/** Runs in the page: how many of the tracks that it was ever given still film. */
function keepStreams(): void {
  const { mediaDevices } = navigator
  const given = mediaDevices.getUserMedia.bind(mediaDevices)
  const tracks: MediaStreamTrack[] = []
  Object.assign(window, { running: () => tracks.filter(({ readyState }) => readyState === 'live').length })
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await given(constraints)
    tracks.push(...stream.getTracks())
    return stream
  }
}

/** Runs in the page: how often it began to listen to all keys, on their way down. */
function countReaders(): void {
  const listen = Reflect.get(window, 'addEventListener')
  let readers = 0
  Object.defineProperty(window, 'readers', { get: () => readers })
  window.addEventListener = (type: string, ...rest: readonly unknown[]) => {
    const [, options] = rest
    const onceOnly = typeof options === 'object' && options !== null && 'once' in options
    if (type === 'keydown' && !onceOnly) readers += 1
    Reflect.apply(listen, window, [type, ...rest])
  }
}

async function buildForDevelopment(outDir: string): Promise<void> {
  const options = ['build', '--mode', 'development', '--minify', 'false', '--outDir', outDir]
  const env = { ...process.env, NODE_ENV: 'development' }
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', ...options], { env })
}
